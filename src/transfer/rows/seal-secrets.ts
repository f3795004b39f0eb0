import { compareByCodePoint } from '../../datastore/contract/sort-keys.js';
import type { SecretRecord } from '../../datastore/contract/records.js';
import { CannotOpenSecretError } from '../../secrets/errors.js';
import type { SecretSealer, SecretTarget } from '../../secrets/sealer.js';
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
    const taken = names.has(name)
      ? { mistake: 'is the name of another secret of the integration already' }
      : resealed({ integrationId: row.id, name }, sealed, sealer);
    if (taken.mistake !== undefined) at.mistakes.add([...at.place, 'sealedSecrets', place], taken.mistake);
    names.add(name);
    return { name, setAt: Date.parse(setAt), sealed: taken.sealed ?? sealed };
  });
}

interface Taken {
  /** Under the present key. */
  readonly sealed?: string;
  readonly mistake?: string;
}

/** Opened here, so that an import never stores a secret that the alert sender could not open. */
function resealed(target: SecretTarget, sealed: string, sealer: SecretSealer | undefined): Taken {
  if (sealer === undefined) return { mistake: NO_KEY };
  try {
    return { sealed: sealer.reseal(target, sealed) };
  } catch (error) {
    if (error instanceof CannotOpenSecretError) return { mistake: `cannot be opened: ${error.why}` };
    throw error;
  }
}
