import type { Token } from 'stream-json/parser.js';
import { JSON_DEPTH } from '../../datastore/contract/account-limits.js';
import type { MistakeList, Place } from '../mistakes.js';
import { kindOf } from '../rows/kind-of.js';
import { RowAssembler } from './row-assembler.js';

export const SECTIONS = ['teams', 'users', 'groups', 'integrations', 'permissions'] as const;
/** The lists of a document. */
export type Section = (typeof SECTIONS)[number];

/** What is told of a document, row by row, in the order of the file. */
export interface DocumentVisitor {
  account(value: unknown): void;
  row(section: Section, position: number, value: unknown): void;
  /** One of a group's `memberIds`. They are not in the row of the group: one group may list every user. */
  member(group: number, place: number, value: unknown): void;
}

const WHAT_A_DOCUMENT_IS = `must be an object with account, ${SECTIONS.join(', ')}`;
/** Far above any row that keeps the limits, and low enough that a hostile one cannot fill the memory. */
const MAX_ROW_WEIGHT = 4 * 1024 * 1024;
/** What a token weighs beside its characters. */
const TOKEN_WEIGHT = 16;
const NONE_YET = -1;

/** Cuts the tokens of one document into its rows, whatever the order of the keys, and holds one row at a time. */
export class DocumentReader {
  /** How many objects and lists stand around the value that is read now. */
  #depth = 0;
  /** The depth of a value that is passed over, while there is one. */
  #skipping: number | undefined;
  #section: Section | 'account' | undefined;
  #position = NONE_YET;
  #rowWeight = 0;
  /** The place in `memberIds`, while such a list is read. */
  #memberPlace: number | undefined;
  #state: 'EXPECTED' | 'OPEN' | 'COMPLETE' | 'NO_OBJECT' = 'EXPECTED';
  readonly #seen = new Set<string>();
  readonly #assembler: RowAssembler;

  constructor(
    private readonly visitor: DocumentVisitor,
    private readonly mistakes: MistakeList,
  ) {
    this.#assembler = new RowAssembler(mistakes);
  }

  /** Whether the whole document was read. */
  get isComplete(): boolean {
    return this.#state === 'COMPLETE';
  }

  /** Whether more must come. */
  get expectsMore(): boolean {
    return this.#state === 'EXPECTED' || this.#state === 'OPEN';
  }

  /** Where the reading stands. */
  get place(): Place {
    return this.#assembler.done ? this.#sectionPlace() : this.#assembler.place;
  }

  consume(token: Token): void {
    if (isEnd(token)) this.#depth -= 1;
    if (this.#skipping === undefined) this.#read(token);
    else if (this.#depth === this.#skipping) this.#skipping = undefined;
    if (isStart(token)) this.#depth += 1;
  }

  #read(token: Token): void {
    if (this.#depth === 0) this.#readDocument(token);
    else if (this.#depth === 1 && token.name === 'keyValue') this.#enterSection(token.value);
    else if (this.#section === undefined) this.#skip(token);
    else if (this.#section === 'account') this.#readRow(token, 1);
    else if (this.#depth === 1) this.#readList(token);
    else this.#readRow(token, 2);
  }

  #readDocument(token: Token): void {
    if (token.name === 'startObject') {
      this.#state = 'OPEN';
    } else if (token.name === 'endObject') {
      this.#state = 'COMPLETE';
      this.#section = undefined;
    } else {
      this.#state = 'NO_OBJECT';
      this.mistakes.add('document', `is ${kindOf(valueOf(token))}; ${WHAT_A_DOCUMENT_IS}`);
      this.#skip(token);
    }
  }

  #enterSection(key: string): void {
    this.#section = key === 'account' ? key : SECTIONS.find((section) => section === key);
    this.#position = NONE_YET;
    if (this.#section === undefined) {
      this.mistakes.add([key], `is not known here; known are account, ${SECTIONS.join(', ')}`);
    } else if (this.#seen.has(key)) {
      this.mistakes.add([key], 'is given twice in the same object');
      this.#section = undefined;
    } else {
      this.#seen.add(key);
    }
  }

  #readList(token: Token): void {
    if (token.name === 'startArray' || token.name === 'endArray') return;
    this.mistakes.add(this.#sectionPlace(), `is ${kindOf(valueOf(token))}; must be a list`);
    this.#skip(token);
  }

  #readRow(token: Token, rowDepth: number): void {
    if (this.#depth === rowDepth && !isEnd(token)) {
      this.#position += 1;
      this.#rowWeight = 0;
      this.#assembler.row = this.#rowPlace();
    }
    if (this.#isMember(token)) return;
    if (this.#isTooLarge(token, rowDepth)) return;
    this.#assembler.consume(token);
    if (this.#depth === rowDepth && !isStart(token)) this.#deliver();
  }

  #deliver(): void {
    const value: unknown = this.#assembler.current;
    if (this.#section === 'account') this.visitor.account(value);
    else if (this.#section !== undefined) this.visitor.row(this.#section, this.#position, value);
  }

  /** Hands out the elements of `memberIds` one by one, so that the row of the group stays small. */
  #isMember(token: Token): boolean {
    if (this.#section !== 'groups') return false;
    if (this.#depth === 3) {
      const begins = token.name === 'startArray' && this.#assembler.key === 'memberIds';
      this.#memberPlace = begins ? 0 : undefined;
      return false;
    }
    if (this.#memberPlace === undefined) return false;
    if (this.#depth === 4) {
      this.visitor.member(this.#position, this.#memberPlace, valueOf(token));
      this.#memberPlace += 1;
      this.#skip(token);
    }
    return true;
  }

  #isTooLarge(token: Token, rowDepth: number): boolean {
    this.#rowWeight += TOKEN_WEIGHT;
    if ('value' in token && typeof token.value === 'string') this.#rowWeight += token.value.length;
    if (this.#rowWeight > MAX_ROW_WEIGHT && this.#depth > rowDepth) {
      this.mistakes.add(this.#rowPlace(), 'is larger than any row that keeps the limits');
      this.#assembler.dropToLevel(0);
      this.#skipping = rowDepth;
      return true;
    }
    if (this.#depth - rowDepth <= JSON_DEPTH || !isStart(token)) return false;
    this.mistakes.add(this.#rowPlace(), `holds objects and lists more than ${JSON_DEPTH} deep`);
    this.#skip(token);
    return true;
  }

  #skip(token: Token): void {
    if (isStart(token)) this.#skipping = this.#depth;
  }

  #sectionPlace(): Place {
    return this.#section === undefined ? [] : [this.#section];
  }

  #rowPlace(): Place {
    return this.#section === 'account' ? ['account'] : [...this.#sectionPlace(), this.#position];
  }
}

function isStart(token: Token): boolean {
  return token.name === 'startObject' || token.name === 'startArray';
}

function isEnd(token: Token): boolean {
  return token.name === 'endObject' || token.name === 'endArray';
}

/** The value of an element; an object or list stands for itself, whatever it holds. */
function valueOf(token: Token): unknown {
  if (token.name === 'startObject') return {};
  if (token.name === 'startArray') return [];
  if (token.name === 'numberValue') return Number(token.value);
  return 'value' in token ? token.value : undefined;
}
