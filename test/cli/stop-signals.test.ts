import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { untilStopped } from '../../src/cli/stop-signals.js';

class TestProcess extends EventEmitter {
  exitCode: number | undefined;

  exit(code: number): void {
    this.exitCode = code;
    this.emit('exit');
  }
}

describe('waiting for a signal', () => {
  it.each(['SIGTERM', 'SIGINT'])('ends with %s', async (signal) => {
    const target = new TestProcess();
    const stopped = untilStopped(target);
    target.emit(signal, signal);
    expect(await stopped).toBe(signal);
    expect(target.exitCode).toBeUndefined();
  });

  it('leaves signals alone until it begins', () => {
    const target = new TestProcess();
    expect(target.listenerCount('SIGINT')).toBe(0);
    void untilStopped(target);
    expect(target.listenerCount('SIGINT')).toBe(1);
  });

  it('bears the same signal twice, as Ctrl-C under npm sends it', async () => {
    const target = new TestProcess();
    const stopped = untilStopped(target);
    target.emit('SIGINT', 'SIGINT');
    expect(target.emit('SIGINT', 'SIGINT')).toBe(true);
    expect(await stopped).toBe('SIGINT');
  });

  it('ends a process that something still holds when its time is up', async () => {
    const target = new TestProcess();
    const exited = new Promise((resolve) => target.once('exit', resolve));
    void untilStopped(target, 1);
    target.emit('SIGTERM', 'SIGTERM');
    await exited;
    expect(target.exitCode).toBe(70);
  });
});
