import type { Reseal } from '../contract/datastore.js';
import type { SecretRecord } from '../contract/records.js';

/** The secrets of an integration with the sealed texts they have from now on; undefined when none of these is new. */
export function resealedSecrets(
  integrationId: string,
  secrets: readonly SecretRecord[],
  reseal: Reseal,
): readonly SecretRecord[] | undefined {
  const anew = secrets.map((secret) => ({ ...secret, sealed: reseal(integrationId, secret) }));
  return anew.some(({ sealed }, place) => sealed !== secrets[place]?.sealed) ? anew : undefined;
}
