import type { TestGateway } from '../../support/gateway.js';
import { storeAccessTokens, storedAccessToken } from '../../support/stored-access-tokens.js';
import type { AccountWorld } from '../worlds/account-world.js';
import { markerOf } from './world.js';

/** Of a token that is revoked already. */
export function revokedTokenOf(userId: string): string {
  return `tok_revoked_${userId}`;
}

/** Gives each user one token that their list shows, whose name no other answer may tell, and one that is revoked. */
export async function giveAccessTokens(gateway: TestGateway, world: AccountWorld): Promise<void> {
  const tokens = world.users.flatMap(({ id }) => [
    storedAccessToken(`tok_of_${id}`, id, { name: `${markerOf(id)}-token` }),
    storedAccessToken(revokedTokenOf(id), id, { revoked: true }),
  ]);
  await storeAccessTokens(gateway.datastore, world.account.id, tokens);
}
