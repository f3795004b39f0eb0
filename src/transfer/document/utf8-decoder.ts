/** Bytes of a file that are no UTF-8. */
export class IllFormedUtf8Error extends Error {
  constructor(
    /** What comes before them and was not handed out yet. */
    readonly textBefore: string,
    /** Their place among all bytes, from 1. */
    readonly position: number,
    /** The first of them; undefined where a character is cut off by the end of the file. */
    readonly byte: number | undefined,
  ) {
    super(`Byte ${position} is not UTF-8`);
    this.name = new.target.name;
  }
}

const LONGEST_CHARACTER = 4;

/** Makes text of bytes that come in pieces of any size, and refuses those that are no UTF-8, with their place. */
export class Utf8Decoder {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  /** Of a character that the next piece goes on with. */
  #unfinished: Uint8Array = new Uint8Array();
  #bytes = 0;

  /** @throws IllFormedUtf8Error */
  decode(piece: Uint8Array): string {
    try {
      const text = this.#decoder.decode(piece, { stream: true });
      this.#unfinished = unfinishedCharacter(this.#unfinished, piece);
      this.#bytes += piece.length;
      return text;
    } catch {
      throw this.#illFormedIn(Buffer.concat([this.#unfinished, piece]));
    }
  }

  /** @throws IllFormedUtf8Error when a character is not complete. */
  end(): void {
    if (this.#unfinished.length > 0) throw this.#illFormedIn(this.#unfinished);
  }

  #illFormedIn(bytes: Uint8Array): IllFormedUtf8Error {
    const from = this.#bytes - this.#unfinished.length;
    // A mark of the byte order stands at the start of the file alone.
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: from > 0 });
    let text = '';
    let start = 0;
    try {
      for (let at = 0; at < bytes.length; at += 1) {
        const character = decoder.decode(bytes.subarray(at, at + 1), { stream: true });
        if (character !== '') start = at + 1;
        text += character;
      }
      return new IllFormedUtf8Error(text, from + start + 1, undefined);
    } catch {
      return new IllFormedUtf8Error(text, from + start + 1, bytes[start]);
    }
  }
}

/** The bytes at the end that begin a character and do not end it. All are well-formed as far as they go. */
function unfinishedCharacter(before: Uint8Array, piece: Uint8Array): Uint8Array {
  const last = Buffer.concat([before, piece.subarray(-LONGEST_CHARACTER)]);
  for (let length = 1; length < LONGEST_CHARACTER && length <= last.length; length += 1) {
    const byte = last[last.length - length] ?? 0;
    if (byte >= 0xc0) return length < lengthOfCharacter(byte) ? last.subarray(-length) : new Uint8Array();
    if (byte < 0x80) break;
  }
  return new Uint8Array();
}

function lengthOfCharacter(firstByte: number): number {
  if (firstByte >= 0xf0) return 4;
  return firstByte >= 0xe0 ? 3 : 2;
}
