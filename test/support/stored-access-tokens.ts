import { randomUUID } from 'node:crypto';
import type { ChangeSet, Datastore } from '../../src/datastore/contract/datastore.js';
import type { AccessTokenRecord, NewAuditEvent } from '../../src/datastore/contract/records.js';

/** A token that a list shows and nobody can use, since what it was is not known. */
export function storedAccessToken(
  id: string,
  userId: string,
  more: Partial<AccessTokenRecord> = {},
): AccessTokenRecord {
  return {
    ...{ id, userId, name: `Name of ${id}`, tokenHash: 'x'.repeat(43), revoked: false },
    ...{ createdAt: Date.parse('2026-01-01T00:00:00.000Z'), lastUsedOn: '2026-01-02' },
    expiresAt: Date.parse('9999-01-01T00:00:00.000Z'),
    ...more,
  };
}

/** Gives the users of these tokens these and no others, past the rules and without an event of any of them. */
export async function storeAccessTokens(
  datastore: Datastore,
  accountId: string,
  tokens: readonly AccessTokenRecord[],
): Promise<void> {
  const userIds = [...new Set(tokens.map(({ userId }) => userId))];
  await write(datastore, accountId, { endAccessTokensOf: userIds });
  await write(datastore, accountId, { addAccessTokens: tokens });
}

async function write(datastore: Datastore, accountId: string, changes: Partial<ChangeSet>): Promise<void> {
  const event: NewAuditEvent = {
    ...{ id: randomUUID(), at: Date.now(), actorId: null, actorName: null, kind: 'ACCOUNT_UPDATED' },
    ...{ target: { kind: 'ACCOUNT', subjectId: accountId, name: null }, rbacId: null, accessTokenId: null },
    ...{ before: null, after: null, reason: null, requestId: 'test' },
  };
  await datastore.change({ accountId }, () =>
    Promise.resolve({ result: null, changes: { touched: [], auditEvents: [event], ...changes } }),
  );
}
