import { Assembler } from 'stream-json/assembler.js';
import { isExactNumber } from '../../json/exact-numbers.js';
import { isStorable } from '../../datastore/contract/well-formed.js';
import type { MistakeList, Place } from '../mistakes.js';

/**
 * Builds one row from its tokens and notes what would silently be lost or changed on the way: a key given twice, a
 * number that would not come back as it is written, a text that a datastore cannot hold.
 */
export class RowAssembler extends Assembler {
  /** Where the row stands. */
  row: Place = [];

  constructor(private readonly mistakes: MistakeList) {
    super();
  }

  /** Where the value stands that comes next. */
  get place(): Place {
    const last = this.key ?? (Array.isArray(this.current) ? this.current.length : undefined);
    const path = this.done ? [] : this.path;
    return last === undefined || this.done ? [...this.row, ...path] : [...this.row, ...path, last];
  }

  override keyValue(key: string): void {
    const isRepeated =
      typeof this.current === 'object' && this.current !== null && Object.hasOwn(this.current, key);
    super.keyValue(key);
    if (isRepeated) this.mistakes.add(this.place, 'is given twice in the same object');
    if (!isStorable(key)) {
      this.mistakes.add(this.place, 'is a key with U+0000 or a lone surrogate, which cannot be kept');
    }
  }

  override stringValue(text: string): void {
    if (isStorable(text)) {
      super.stringValue(text);
      return;
    }
    this.mistakes.add(this.place, 'holds U+0000 or a lone surrogate, which cannot be kept');
    super.stringValue(text.replaceAll('\0', '').toWellFormed());
  }

  override numberValue(literal: string): void {
    if (!isExactNumber(literal)) {
      this.mistakes.add(
        this.place,
        `is the number ${shortened(literal)}, which would not come back as it is written`,
      );
    }
    super.numberValue(literal);
  }
}

function shortened(literal: string): string {
  return literal.length > 40 ? `${literal.slice(0, 40)}…` : literal;
}
