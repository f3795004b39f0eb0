import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { UnreadableFileError } from './errors.js';

/** A file to read from its start to its end. */
export interface SourceFile {
  /** In bytes; 0 where nobody can say, as of a pipe. */
  readonly size: number;
  /** May be read once. Throws UnreadableFileError when it cannot be read to its end. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** @throws UnreadableFileError when it is not there, or may not be read. */
export async function openSourceFile(file: string): Promise<SourceFile> {
  try {
    const handle = await open(file);
    const { size } = await handle.stat();
    return { size, bytes: bytesOf(handle, file) };
  } catch (cause) {
    throw new UnreadableFileError(file, { cause });
  }
}

async function* bytesOf(handle: FileHandle, file: string): AsyncIterable<Uint8Array> {
  const stream: AsyncIterable<Uint8Array> = handle.createReadStream();
  try {
    yield* stream;
  } catch (cause) {
    throw new UnreadableFileError(file, { cause });
  }
}
