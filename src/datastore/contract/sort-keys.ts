import { EARLIEST_TIME } from './account-limits.js';
import type { AccessTokenRecord, AuditEventRecord, IntegrationRecord, PermissionRecord } from './records.js';

/**
 * One unique string that holds a list's whole order by code point, so that a page is `key > after` in one index of
 * either engine. Both compare strings by their UTF-8 bytes, which is the order of code points; JavaScript's `<` is
 * not, it compares UTF-16 units.
 */

/**
 * How names are compared and searched: Unicode NFC, then lower case without a locale, then ς becomes σ. Lower case
 * writes the last sigma of a word as ς, so that a part of a name would not be found in the whole.
 */
export function fold(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('ς', 'σ');
}

export function directorySortKey({ id, name }: { readonly id: string; readonly name: string }): string {
  return nameThenId(name, id);
}

/** The system integration first, then folded name, then id. */
export function integrationSortKey({
  id,
  name,
  system,
}: Pick<IntegrationRecord, 'id' | 'name' | 'system'>): string {
  return (system ? '0' : '1') + nameThenId(name, id);
}

/** Time granted, then id. */
export function permissionSortKey({ id, grantedAt }: Pick<PermissionRecord, 'id' | 'grantedAt'>): string {
  return (grantedAt < 0 ? BEFORE_1970 + fixedWidth(grantedAt - EARLIEST_TIME) : fixedWidth(grantedAt)) + id;
}

/** Sorts before every digit. */
const BEFORE_1970 = '-';

/** Revision, then id; read backwards. */
export function auditSortKey({ id, revision }: Pick<AuditEventRecord, 'id' | 'revision'>): string {
  return fixedWidth(revision) + id;
}

/** Time created, then id; read backwards. */
export function accessTokenSortKey({ id, createdAt }: Pick<AccessTokenRecord, 'id' | 'createdAt'>): string {
  return fixedWidth(createdAt) + id;
}

const ESCAPE = '\u0001';
const END_OF_NAME = ESCAPE + ESCAPE;
const ESCAPED_ESCAPE = `${ESCAPE}\u0002`;

/** The end of the name sorts before anything that could go on in a longer name, and no name can contain it. */
function nameThenId(name: string, id: string): string {
  return fold(name).replaceAll(ESCAPE, ESCAPED_ESCAPE) + END_OF_NAME + id;
}

/** Sixteen digits hold every safe integer that is not negative. */
function fixedWidth(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`Not a safe whole number: ${value}`);
  return value.toString().padStart(16, '0');
}

/** By time granted, then id: the order of their sort keys, without making them. */
export function comparePermissions(
  a: Pick<PermissionRecord, 'id' | 'grantedAt'>,
  b: Pick<PermissionRecord, 'id' | 'grantedAt'>,
): number {
  return a.grantedAt - b.grantedAt || compareByCodePoint(a.id, b.id);
}

/** Orders keys as the engines do. */
export function compareByCodePoint(a: string, b: string): number {
  for (let index = 0; index < a.length && index < b.length; index += 1) {
    const [left, right] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (left !== right) return inCodePointOrder(left) - inCodePointOrder(right);
  }
  return a.length - b.length;
}

/** Surrogates, which stand for all code points above U+FFFF, moved behind the units above them. */
function inCodePointOrder(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
