import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { jsonParser } from 'stream-json/parser.js';
import { jsonVerifier } from 'stream-json/utils/verifier.js';
import type { VerifierError } from 'stream-json/utils/verifier.js';
import { pathOf } from '../mistakes.js';
import type { MistakeList } from '../mistakes.js';
import type { DocumentReader } from './document-reader.js';
import { IllFormedUtf8Error, Utf8Decoder } from './utf8-decoder.js';

/** The bytes of a file, in pieces of any size. A Readable is one. */
export type DocumentSource = AsyncIterable<Uint8Array | string>;

export interface DocumentReading {
  readonly reader: DocumentReader;
  readonly mistakes: MistakeList;
  /** Waited for after each piece, with the number of bytes read so far. */
  readonly onBytes: (bytes: number) => Promise<void>;
}

/** Bounds the tokens that are in memory at once. */
const PIECE_BYTES = 64 * 1024;
/** Longer than any value that keeps the limits; the parser would hold it whole. */
const MAX_VALUE_BYTES = 4 * 1024 * 1024;
/** The parser looks up to 16 characters ahead; so many blanks at the end let it judge what it still holds. */
const END = ' '.repeat(32);

/**
 * Reads a document through `reader` in bounded memory and gives the SHA-256 of its bytes. What is no JSON becomes a
 * mistake that names line and column; nothing is read after it.
 */
export async function readDocument(source: DocumentSource, reading: DocumentReading): Promise<string> {
  const text = new TextReading(reading);
  for await (const chunk of source) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    for (let from = 0; from < bytes.length && !text.isBroken; from += PIECE_BYTES) {
      text.read(bytes.subarray(from, from + PIECE_BYTES));
    }
    await reading.onBytes(text.bytes);
    if (text.isBroken) break;
  }
  text.end();
  return text.digest();
}

class TextReading {
  bytes = 0;
  isBroken = false;
  #bytesWithoutToken = 0;
  #characters = 0;
  readonly #hash: Hash = createHash('sha256');
  readonly #decoder = new Utf8Decoder();
  readonly #verify = jsonVerifier();
  readonly #tokenize = jsonParser({ packValues: true, streamValues: false });

  constructor(private readonly reading: DocumentReading) {}

  digest(): string {
    return this.#hash.digest('hex');
  }

  read(piece: Uint8Array): void {
    this.#hash.update(piece);
    this.bytes += piece.length;
    this.#bytesWithoutToken += piece.length;
    this.#isUtf8(() => this.#isTaken(this.#decoder.decode(piece)));
  }

  end(): void {
    if (this.isBroken) return;
    const isWellFormed = this.#isUtf8(() => {
      this.#decoder.end();
      return this.#isTaken(END);
    });
    if (!isWellFormed || !this.reading.reader.expectsMore) return;
    const found = this.bytes === 0 ? 'is empty' : `ends too early, after ${this.bytes} bytes`;
    this.#break('document', found + this.#within());
  }

  /** What comes before bytes that are no UTF-8 is read, so that their place can be told. */
  #isUtf8(take: () => boolean): boolean {
    try {
      return take();
    } catch (error) {
      if (!(error instanceof IllFormedUtf8Error)) throw error;
      const { textBefore, position, byte } = error;
      if (!this.#isTaken(textBefore)) return false;
      const found =
        byte === undefined
          ? `ends within a character, which begins at byte ${position}`
          : `is not UTF-8: byte ${position} of the file is 0x${byte.toString(16)}`;
      this.#break(this.#lineAndColumn(), found + this.#within());
      return false;
    }
  }

  /** The verifier tells its place when it meets what may stand nowhere. */
  #lineAndColumn(): string {
    try {
      this.#verify(`\0${END}`);
      return 'document';
    } catch (error) {
      const { line, pos } = error as VerifierError;
      return `line ${line}, column ${pos}`;
    }
  }

  /** The tokenizer does not say where it stumbled; the verifier of the same library does. */
  #isTaken(text: string): boolean {
    try {
      this.#verify(text);
    } catch (error) {
      const { line, pos, offset, message } = error as VerifierError;
      this.#consume(text.slice(0, Math.max(0, offset - this.#characters)));
      const detail = message.split(': ').at(-1) ?? '';
      this.#break(`line ${line}, column ${pos}`, `is not JSON: ${detail}${this.#within()}`);
      return false;
    }
    this.#characters += text.length;
    this.#consume(text);
    return true;
  }

  #consume(text: string): void {
    const tokens = this.#tokenize(text);
    if (typeof tokens !== 'symbol') {
      this.#bytesWithoutToken = 0;
      for (const token of tokens.values) this.reading.reader.consume(token);
    } else if (this.#bytesWithoutToken > MAX_VALUE_BYTES) {
      this.#break('document', `holds a value of more than ${MAX_VALUE_BYTES} bytes${this.#within()}`);
    }
  }

  #break(path: string, message: string): void {
    this.isBroken = true;
    this.reading.mistakes.add(path, message);
  }

  #within(): string {
    const { place } = this.reading.reader;
    return place.length === 0 ? '' : `, within ${pathOf(place)}`;
  }
}
