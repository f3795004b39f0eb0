import { compareByCodePoint } from '../../datastore/contract/sort-keys.js';
import type { SecretRecord } from '../../datastore/contract/records.js';
import { CannotOpenSecretError } from '../../secrets/errors.js';
import type { SecretSealer } from '../../secrets/sealer.js';
import type { IntegrationRow } from './row-schemas.js';
import type { RowPlace } from './row-rules.js';

export interface Sealing {
  /** Absent: no key is configured, and a secret is a mistake. */
  readonly sealer: SecretSealer | undefined;
  /** When secrets in clear are set. */
  readonly setAt: number;
}

const NO_KEY = 'cannot be kept: LATCHKEY_SECRETS_KEY is not set';

/** The secrets of one integration, sealed and ordered by name. What cannot be sealed or opened is a mistake. */
export function sealSecrets(row: IntegrationRow, at: RowPlace, sealing: Sealing): readonly SecretRecord[] {
  const records = [...sealInClear(row, at, sealing), ...takeSealed(row, at, sealing)];
  return records.sort((a, b) => compareByCodePoint(a.name, b.name));
}

function sealInClear({ id, secrets = {} }: IntegrationRow, at: RowPlace, sealing: Sealing): SecretRecord[] {
  const { sealer, setAt } = sealing;
  const entries = Object.entries(secrets);
  if (sealer === undefined) {
    if (entries.length > 0) at.mistakes.add([...at.place, 'secrets'], NO_KEY);
    return [];
  }
  return entries.map(([name, text]) => ({
    name,
    setAt,
    sealed: sealer.seal({ integrationId: id, name }, text),
  }));
}

function takeSealed(row: IntegrationRow, at: RowPlace, { sealer }: Sealing): SecretRecord[] {
  const names = new Set(Object.keys(row.secrets ?? {}));
  return (row.sealedSecrets ?? []).map(({ name, setAt, sealed }, place) => {
    const mistake = names.has(name)
      ? 'is the name of another secret of the integration already'
      : whyNotOpened({ integrationId: row.id, name }, sealed, sealer);
    if (mistake !== undefined) at.mistakes.add([...at.place, 'sealedSecrets', place], mistake);
    names.add(name);
    return { name, setAt: Date.parse(setAt), sealed };
  });
}

/** Opened here, so that an import never stores a secret that the alert sender could not open. */
function whyNotOpened(
  target: { readonly integrationId: string; readonly name: string },
  sealed: string,
  sealer: SecretSealer | undefined,
): string | undefined {
  if (sealer === undefined) return NO_KEY;
  try {
    sealer.open(target, sealed);
    return undefined;
  } catch (error) {
    if (error instanceof CannotOpenSecretError) return `cannot be opened: ${error.why}`;
    throw error;
  }
}
