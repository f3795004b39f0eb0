import type { Snapshot } from '../../datastore/contract/datastore.js';
import type { IntegrationWithoutTokens } from '../rows/records.js';
import type { Scratch } from '../../scratch/scratch.js';

/** With settings and secrets, which are large. */
const PAGE = 100;

/** Whose row in the file says nothing of secrets, neither `secrets` nor `sealedSecrets`. */
const SILENT = `select position, id, record from integrations
  where position > ? and says_secrets = 0 order by position limit ${PAGE}`;

/**
 * The secrets stored so far of integrations whose row says nothing of secrets: with `keep` they go into the staged
 * rows as they are, sealed; without, nothing happens to those. Gives how many there are.
 */
export async function storedSecrets(
  scratch: Scratch,
  present: Snapshot,
  { keep, pause }: { readonly keep: boolean; readonly pause: () => Promise<void> },
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
      const details = { ...integration.details, secrets };
      scratch.run('update integrations set record = ? where position = ?', [
        JSON.stringify({ ...integration, details }),
        Number(position),
      ]);
    }
    last = Number(rows.at(-1)?.position);
    await pause();
  }
}
