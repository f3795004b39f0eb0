import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';

// Seen from where the benchmark is compiled to.
const MAIN = fileURLToPath(new URL('../../../../../dist/main.js', import.meta.url));
const TELL_PEAK_MEMORY = new URL('tell-peak-memory.js', import.meta.url).href;

export interface ProgramRun {
  readonly seconds: number;
  readonly peakMebibytes: number;
}

/**
 * Runs the built program in a process of its own, with its output in a file.
 * @throws when it fails.
 */
export async function runProgram(
  args: readonly string[],
  { datastoreUri, outputFile }: { readonly datastoreUri: string; readonly outputFile: string },
): Promise<ProgramRun> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('LATCHKEY_'));
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', TELL_PEAK_MEMORY, MAIN, ...args], {
    env: { ...Object.fromEntries(inherited), LATCHKEY_DATASTORE_URI: datastoreUri },
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  const [, , , told] = child.stdio;
  const [[code], peak] = await Promise.all([
    once(child, 'close') as Promise<[number | null]>,
    textOf(told),
    pipeline(child.stdout ?? Readable.from([]), createWriteStream(outputFile)),
  ]);
  if (code !== 0) throw new Error(`latchkey ${args[0] ?? ''} ended with ${String(code)}`);
  return { seconds: (performance.now() - started) / 1_000, peakMebibytes: Number(peak) / 1_024 };
}

function textOf(stream: unknown): Promise<string> {
  return stream instanceof Readable ? text(stream) : Promise.resolve('');
}
