import type { Snapshot } from '../../datastore/contract/datastore.js';
import type { SecretRecord } from '../../datastore/contract/records.js';
import type { IntegrationWithoutTokens } from '../rows/records.js';
import type { Scratch } from '../../scratch/scratch.js';
import { CannotOpenSecretError } from '../../secrets/errors.js';
import type { SecretSealer } from '../../secrets/sealer.js';

/** With settings and secrets, which are large. */
const PAGE = 100;

/** Whose row in the file says nothing of secrets, neither `secrets` nor `sealedSecrets`. */
const SILENT = `select position, id, record from integrations
  where position > ? and says_secrets = 0 order by position limit ${PAGE}`;

export interface KeptSecretsOptions {
  readonly keep: boolean;
  /** Seals anew what was sealed under the key before; absent, or where it cannot open one, they stay as they are. */
  readonly sealer: SecretSealer | undefined;
  readonly pause: () => Promise<void>;
}

/**
 * The secrets stored so far of integrations whose row says nothing of secrets: with `keep` they go into the staged
 * rows, sealed; without, nothing happens to those. Gives how many there are.
 */
export async function storedSecrets(
  scratch: Scratch,
  present: Snapshot,
  { keep, sealer, pause }: KeptSecretsOptions,
): Promise<number> {
  let found = 0;
  let last = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const rows = scratch.all(SILENT, [last]);
    if (rows.length === 0) return found;
    const ids = rows.map(({ id }) => String(id));
    const stored = await present.integrations(ids, { withDetails: true });
    const secretsOf = new Map(stored.map(({ id, details }) => [id, details?.secrets ?? []]));
    for (const { position, id, record } of rows) {
      const secrets = secretsOf.get(String(id)) ?? [];
      found += secrets.length;
      if (!keep || secrets.length === 0) continue;
      const integration = JSON.parse(String(record)) as IntegrationWithoutTokens;
      const sealed = secrets.map((secret) => underPresentKey(integration.id, secret, sealer));
      const details = { ...integration.details, secrets: sealed };
      scratch.run('update integrations set record = ? where position = ?', [
        JSON.stringify({ ...integration, details }),
        Number(position),
      ]);
    }
    last = Number(rows.at(-1)?.position);
    await pause();
  }
}

function underPresentKey(
  integrationId: string,
  secret: SecretRecord,
  sealer: SecretSealer | undefined,
): SecretRecord {
  if (sealer === undefined) return secret;
  try {
    return { ...secret, sealed: sealer.reseal({ integrationId, name: secret.name }, secret.sealed) };
  } catch (error) {
    if (error instanceof CannotOpenSecretError) return secret;
    throw error;
  }
}
