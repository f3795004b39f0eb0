import { EventEmitter } from 'node:events';
import { describe, expect, it, jest } from '@jest/globals';
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

  it.each([0, 30])(
    'ends a process that something holds 10 seconds after %d of draining [O19]',
    (drainSeconds) => {
      jest.useFakeTimers();
      const target = new TestProcess();
      void untilStopped(target, drainSeconds);
      target.emit('SIGTERM', 'SIGTERM');
      jest.advanceTimersByTime((drainSeconds + 10) * 1_000 - 1);
      expect(target.exitCode).toBeUndefined();
      jest.advanceTimersByTime(1);
      expect(target.exitCode).toBe(70);
      jest.useRealTimers();
    },
  );
});
