import { astFromValue, getNamedType, print } from 'graphql';
import type { Selected } from './selection.js';

/** A way to write a selection down. */
export interface Style {
  readonly name: string;
  /** The key under which a field comes back. */
  keyOf(field: string): string;
  /** A selection set on a type; what it needs beside the operation is added to `fragments`. */
  set(typeName: string, fields: string, fragments: string[]): string;
}

const same = (field: string): string => field;
const braced = (_type: string, fields: string): string => `{ ${fields} }`;

export const PLAIN: Style = { name: 'plain fields', keyOf: same, set: braced };

export const NAMED_FRAGMENTS: Style = {
  name: 'named fragments',
  keyOf: same,
  set: (type, fields, fragments) => {
    const name = `Fragment${fragments.length}`;
    fragments.push(`fragment ${name} on ${type} { ${fields} }`);
    return `{ ...${name} }`;
  },
};

export const STYLES: readonly Style[] = [
  PLAIN,
  { name: 'aliases', keyOf: (field) => `its_${field}`, set: braced },
  {
    name: 'inline fragments',
    keyOf: same,
    set: (type, fields) => `{ ... on ${type} { ... @include(if: true) { ${fields} } } }`,
  },
  NAMED_FRAGMENTS,
];

/** The text of an operation with one root field. */
export function documentOf(operation: 'query' | 'mutation', root: Selected, style: Style): string {
  const fragments: string[] = [];
  const type = operation === 'query' ? 'Query' : 'Mutation';
  const whole = style.set(type, textOf(root, style, fragments), fragments);
  return [`${operation} ${whole}`, ...fragments].join('\n');
}

function textOf(selected: Selected, style: Style, fragments: string[]): string {
  const { field, children, byType = [] } = selected;
  const key = style.keyOf(field.name);
  const own = `${key === field.name ? '' : `${key}: `}${field.name}${argumentText(selected)}`;
  if (children === undefined) return own;
  if (children.length === 0) return `${own} { __typename }`;
  const textsOf = (each: readonly Selected[]) =>
    each.map((child) => textOf(child, style, fragments)).join(' ');
  const narrowed = byType.map((possible) => {
    const own = style.set(possible.typeName, textsOf(possible.children), fragments);
    return `... on ${possible.typeName} ${own}`;
  });
  const inner = [textsOf(children), ...narrowed].join(' ');
  return `${own} ${style.set(getNamedType(field.type).name, inner, fragments)}`;
}

function argumentText({ place, field, args }: Selected): string {
  const given = Object.entries(args).map(([name, value]) => {
    const argument = field.args.find((each) => each.name === name);
    const literal = argument && astFromValue(value, argument.type);
    if (!literal) throw new Error(`${place} takes no argument ${name} like this`);
    return `${name}: ${print(literal)}`;
  });
  return given.length === 0 ? '' : `(${given.join(', ')})`;
}
