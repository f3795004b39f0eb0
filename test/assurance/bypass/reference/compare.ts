import { isDeepStrictEqual } from 'node:util';
import { getNamedType, isInterfaceType, isNonNullType } from 'graphql';
import type { RuleName } from '../../../../src/graphql/guard/rules.js';
import type { Selected } from '../documents/selection.js';
import type { Style } from '../documents/styles.js';
import type { AccountWorld } from '../../worlds/account-world.js';
import type { Viewer } from '../world.js';
import { fieldsOfConnection, firstPage } from './connection-fields.js';
import type { Coverage } from './coverage.js';
import { FIELDS } from './fields.js';
import { Refusal } from './outcomes.js';
import type { Asked, Node } from './outcomes.js';
import { OUTCOMES } from './rules.js';
import { AnyNumber, ANYTHING, NamedByAnswer, OrNull, PRESENT } from './values.js';

/** As much of a GraphQL answer as is compared. */
export interface Answer {
  readonly data?: unknown;
  readonly errors?:
    readonly { readonly path?: readonly unknown[] | undefined; readonly extensions?: unknown }[] | undefined;
}

export interface Question {
  readonly viewer: Pick<Viewer, 'world' | 'userId'>;
  /** What the root field is asked of: the row of a mutation says what it did. */
  readonly root: Node;
  /** The account before the mutation: in it the mutation's own rule is judged, what it leads to in the one after. */
  readonly before?: AccountWorld;
  readonly selected: Selected;
  readonly style: Pick<Style, 'keyOf'>;
  readonly coverage: Coverage;
}

/**
 * Compares a whole answer with the reference: every object that should be there and no other, each field with its
 * value or null as its rule says, and exactly the errors that go with it. Empty when they agree.
 */
export function differences(question: Question, answer: Answer): readonly string[] {
  return new Comparison(question, answer).run();
}

class Comparison {
  readonly #found: string[] = [];
  readonly #errors: Map<string, unknown>;

  constructor(
    private readonly question: Question,
    private readonly answer: Answer,
  ) {
    const { errors = [] } = answer;
    this.#errors = new Map(errors.map(({ path = [], extensions }) => [path.join('.'), extensions]));
  }

  run(): readonly string[] {
    const { root, selected } = this.question;
    this.#field(root, selected, { holder: this.answer.data, path: '' });
    for (const [path, extensions] of this.#errors) this.#differs(path, 'no error', extensions);
    return this.#found;
  }

  #field(parent: Node, selected: Selected, at: { readonly holder: unknown; readonly path: string }): void {
    const key = this.question.style.keyOf(selected.field.name);
    const path = at.path === '' ? key : `${at.path}.${key}`;
    const asked = this.#asked(parent, selected);
    const outcome = OUTCOMES[selected.rule as RuleName](asked);
    this.question.coverage.saw(selected, outcome);
    // What cannot be null takes its parent with it; that is so only at the root, where all of `data` goes.
    const isGone = outcome instanceof Refusal && isNonNullType(selected.field.type);
    const actual = isGone && at.holder === null ? null : member(at.holder, key);
    const unasked = outcome === 'NULL' ? null : outcome;
    const expected = outcome === 'VALUE' ? this.#reference(asked, selected) : unasked;
    this.#value(expected, actual, { selected, path });
  }

  #asked(parent: Node, { args }: Selected): Asked {
    const { viewer, root, before = viewer.world } = this.question;
    return { world: parent === root ? before : viewer.world, viewerId: viewer.userId, parent, args };
  }

  #reference(asked: Asked, { place, field, children }: Selected): unknown {
    const { type, row } = asked.parent;
    const fields = fieldsOfConnection(type) ?? FIELDS[type] ?? {};
    const named = getNamedType(field.type).name;
    const value = Object.hasOwn(fields, field.name) ? fields[field.name]?.(row as never, asked) : PRESENT;
    if (value === PRESENT && children !== undefined) {
      throw new Error(`${place} is new: say in reference/fields.ts to which objects it leads`);
    }
    const isWhole = named.endsWith('Connection') && Array.isArray(value);
    return isWhole ? firstPage(named, value as readonly Node[], asked.args) : value;
  }

  #value(
    expected: unknown,
    actual: unknown,
    at: { readonly selected: Selected; readonly path: string },
  ): void {
    const { selected, path } = at;
    const isThere = actual !== null && actual !== undefined;
    if (isThere) this.question.coverage.gave(selected);
    if (expected instanceof Refusal) {
      const extensions = this.#errors.get(path);
      this.#errors.delete(path);
      this.#same(path, { value: null, extensions: expected.extensions }, { value: actual, extensions });
    } else if (expected === ANYTHING) {
      return;
    } else if (expected instanceof OrNull) {
      if (isThere) this.#value(expected.node, actual, at);
    } else if (expected instanceof NamedByAnswer) {
      const isNamed = (selected.children ?? []).length > 0;
      if (isThere && isNamed) {
        const id = member(actual, this.question.style.keyOf('id'));
        this.#value(expected.node(id), actual, at);
      }
    } else if (expected instanceof AnyNumber) {
      const type = getNamedType(selected.field.type).name;
      const items: readonly unknown[] = Array.isArray(actual) ? actual : [undefined];
      items.forEach((item, index) => {
        this.#value({ type, row: expected.row }, item, { selected, path: `${path}.${index}` });
      });
    } else if (selected.children !== undefined && Array.isArray(expected)) {
      const items: readonly unknown[] = Array.isArray(actual) ? actual : [];
      this.#same(`${path}.length`, expected.length, items.length);
      expected.forEach((item, index) => {
        this.#value(item, items[index], { selected, path: `${path}.${index}` });
      });
    } else if (selected.children !== undefined && expected !== null) {
      this.#object(expected as Node, actual, at);
    } else if (expected !== PRESENT) {
      this.#same(path, expected, actual);
    } else if (!isThere) {
      this.#differs(path, 'a value', actual);
    }
  }

  #object(node: Node, actual: unknown, at: { readonly selected: Selected; readonly path: string }): void {
    const { children = [], byType = [] } = at.selected;
    const possible = byType.find(({ typeName }) => typeName === node.type);
    if (actual === null || actual === undefined) {
      this.#differs(at.path, `an object of ${node.type}`, actual);
      return;
    }
    const type = getNamedType(at.selected.field.type);
    if (children.length === 0) {
      this.#same(
        `${at.path}.__typename`,
        isInterfaceType(type) ? node.type : type.name,
        member(actual, '__typename'),
      );
    }
    for (const child of [...children, ...(possible?.children ?? [])])
      this.#field(node, child, { holder: actual, path: at.path });
  }

  #same(path: string, expected: unknown, actual: unknown): void {
    if (!isDeepStrictEqual(expected, actual)) this.#differs(path, expected, actual);
  }

  #differs(path: string, expected: unknown, actual: unknown): void {
    const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
    this.#found.push(`${path}: expected ${text(expected)}, got ${text(actual)}`);
  }
}

function member(holder: unknown, key: string): unknown {
  if (typeof holder !== 'object' || holder === null) return undefined;
  return (holder as Record<string, unknown>)[key];
}
