/**
 * The key of a row in the scan of all permissions, which are ordered by RBAC id and then by sort key: both in one
 * string that orders by code point as the pair does. Escaped, no RBAC id can contain what ends it.
 */
export interface ScanPosition {
  readonly rbacId: string;
  readonly sortKey: string;
}

const ESCAPE = '\u0001';
const ESCAPED_ESCAPE = `${ESCAPE}\u0002`;
const END_OF_RBAC_ID = ESCAPE + ESCAPE;

export function toScanKey({ rbacId, sortKey }: ScanPosition): string {
  return rbacId.replaceAll(ESCAPE, ESCAPED_ESCAPE) + END_OF_RBAC_ID + sortKey;
}

export function fromScanKey(key: string): ScanPosition {
  const end = key.indexOf(END_OF_RBAC_ID);
  if (end === -1) return { rbacId: key, sortKey: '' };
  return {
    rbacId: key.slice(0, end).replaceAll(ESCAPED_ESCAPE, ESCAPE),
    sortKey: key.slice(end + END_OF_RBAC_ID.length),
  };
}
