import { getNamedType, isObjectType } from 'graphql';
import type { RuledField } from '../schema/guarded-fields.js';

/** A selection of fields of one object, with the fragments it needs, and the keys under which the fields come back. */
export interface Selection {
  readonly object: string;
  readonly fragments: string;
  readonly keys: readonly string[];
}

/** A way to write a selection. */
export interface Syntax {
  readonly name: string;
  readonly select: (fields: readonly RuledField[]) => Selection;
}

export const PLAIN: Syntax = { name: 'plain fields', select: (fields) => selection(fields, braced) };

/** Under the name of a field that anybody may read: for one field at a time. */
export const DISGUISED: Syntax = {
  name: 'the name of a public field as alias',
  select: (fields) => ({
    object: `{ ${fields.map((field) => `name: ${text(field)}`).join(' ')} }`,
    fragments: '',
    keys: ['name'],
  }),
};

export const SYNTAXES: readonly Syntax[] = [
  PLAIN,
  {
    name: 'aliases',
    select: (fields) => ({
      object: `{ ${fields.map((field, index) => `a${index}: ${text(field)}`).join(' ')} }`,
      fragments: '',
      keys: fields.map((_, index) => `a${index}`),
    }),
  },
  {
    name: 'an inline fragment',
    select: (fields) => selection(fields, (inner) => `{ ... { ${inner} } }`),
  },
  {
    name: 'an inline fragment on the type',
    select: (fields) => selection(fields, (inner) => `{ __typename ... on ${typeOf(fields)} { ${inner} } }`),
  },
  {
    name: 'a named fragment',
    select: (fields) => ({
      ...selection(fields, () => '{ ...Guarded }'),
      fragments: `fragment Guarded on ${typeOf(fields)} { ${textOf(fields)} }`,
    }),
  },
  {
    name: 'fragments in fragments',
    select: (fields) => ({
      ...selection(fields, () => '{ id ...Outer }'),
      fragments: `fragment Outer on ${typeOf(fields)} { ... { ...Inner } }
        fragment Inner on ${typeOf(fields)} { ${textOf(fields)} }`,
    }),
  },
  {
    name: 'a field and once more in a fragment',
    select: (fields) => ({
      ...selection(fields, (inner) => `{ ${inner} ...Again }`),
      fragments: `fragment Again on ${typeOf(fields)} { ${textOf(fields)} }`,
    }),
  },
  {
    name: 'directives',
    select: (fields) =>
      selection(fields, (inner) => `{ ... @include(if: true) { ... @skip(if: false) { ${inner} } } }`),
  },
];

function selection(fields: readonly RuledField[], around: (inner: string) => string): Selection {
  return { object: around(textOf(fields)), fragments: '', keys: fields.map(({ field }) => field.name) };
}

function braced(inner: string): string {
  return `{ ${inner} }`;
}

function textOf(fields: readonly RuledField[]): string {
  return fields.map(text).join(' ');
}

function text({ field }: RuledField): string {
  return isObjectType(getNamedType(field.type)) ? `${field.name} { __typename }` : field.name;
}

function typeOf(fields: readonly RuledField[]): string {
  return fields[0]?.typeName ?? '';
}
