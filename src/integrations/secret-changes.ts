import { compareByCodePoint } from '../datastore/contract/sort-keys.js';
import type { SecretRecord } from '../datastore/contract/records.js';
import { BadUserInputError } from '../errors/public-errors.js';
import type { SecretSealer } from '../secrets/sealer.js';

/** Secrets by name, in clear; null removes one. */
export type SecretChanges = Readonly<Record<string, string | null>>;

export interface Sealing {
  /** Absent when the gateway runs without a key. */
  readonly sealer: SecretSealer | undefined;
  readonly integrationId: string;
  readonly at: number;
}

/** @throws BadUserInputError when a secret is to be set and the gateway has no key to seal it. */
export function requireSealer(sealer: SecretSealer | undefined, changes: SecretChanges = {}): void {
  const setsSecret = Object.values(changes).some((value) => value !== null);
  if (setsSecret && sealer === undefined) {
    throw new BadUserInputError(
      'input.secrets: this gateway cannot keep secrets; it runs without LATCHKEY_SECRETS_KEY',
    );
  }
}

/** Merges secrets into those an integration has: what is not named stays. Ask `requireSealer` first. */
export function mergeSecrets(
  present: readonly SecretRecord[],
  changes: SecretChanges,
  { sealer, integrationId, at }: Sealing,
): readonly SecretRecord[] {
  const merged = new Map(present.map((secret) => [secret.name, secret]));
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) {
      merged.delete(name);
      continue;
    }
    if (sealer === undefined) throw new Error('A secret cannot be kept without a sealer');
    merged.set(name, { name, setAt: at, sealed: sealer.seal({ integrationId, name }, value) });
  }
  return [...merged.values()].sort((a, b) => compareByCodePoint(a.name, b.name));
}
