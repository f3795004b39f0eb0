import type { ChangeDependencies, Requester } from '../changes/change-dependencies.js';
import { runChange } from '../changes/run-change.js';
import type { ChangeResult, Planning } from '../changes/run-change.js';
import type { UserError } from '../changes/user-errors.js';
import type { Warning } from '../changes/warnings.js';
import { LIVE_ACCESS_TOKENS_PER_USER } from '../datastore/contract/account-limits.js';
import type { AccessTokenRecord, UserRecord } from '../datastore/contract/records.js';
import { FoundRecords, refsTo } from '../directory/read-records.js';
import { newAccessToken } from '../identity/access-token.js';
import { notYourAccessToken } from './access-token-refusals.js';

export interface CreateAccessTokenRequest {
  /** Absent: the user who asks. */
  readonly userId?: string | undefined;
  readonly name: string;
  readonly expiresInDays: number;
  readonly reason: string | null;
}

export interface CreatedAccessToken {
  /** To be shown once: it is kept nowhere. */
  readonly token: string;
  readonly accessToken: AccessTokenRecord;
  readonly warnings: readonly Warning[];
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Makes an access token, for oneself or, as an administrator, for a service user; a request that came with one may make
 * another, since it acts as its user [A19].
 * @throws ForbiddenError for anybody else, whether or not there is such a user.
 */
export function createAccessToken(
  dependencies: ChangeDependencies,
  requester: Requester,
  request: CreateAccessTokenRequest,
): Promise<ChangeResult<CreatedAccessToken>> {
  return runChange(dependencies, { requester, reason: request.reason }, async (planning) => {
    const { snapshot, access, draft } = planning;
    const { author } = draft;
    const holder = await holderOf(request.userId, planning);
    const id = `tok_${author.newId().replaceAll('-', '')}`;
    const { token, hash } = newAccessToken(access.account.id, id);
    const accessToken: AccessTokenRecord = {
      id,
      userId: holder.id,
      name: request.name,
      tokenHash: hash,
      createdAt: author.at,
      expiresAt: author.at + request.expiresInDays * DAY_MS,
      ...{ revoked: false, lastUsedOn: null },
    };
    draft.create('ACCESS_TOKEN', accessToken);
    const live = await snapshot.liveAccessTokens(holder.id, author.at);
    const result = { token, accessToken, warnings: inactivity(holder) };
    return { result, userErrors: tooMany(live), concerned: { id } };
  });
}

async function holderOf(userId: string | undefined, { snapshot, access }: Planning): Promise<UserRecord> {
  if (userId === undefined || userId === access.viewer.id) return access.viewer;
  if (!access.isAdministrator) throw notYourAccessToken();
  const found = (await FoundRecords.read(snapshot, refsTo('USER', [userId]))).find('USER', userId);
  if (found?.userKind !== 'SERVICE') throw notYourAccessToken();
  return found;
}

function tooMany(live: number): readonly UserError[] {
  if (live < LIVE_ACCESS_TOKENS_PER_USER) return [];
  const message = `A user has at most ${LIVE_ACCESS_TOKENS_PER_USER} access tokens that are not expired; revoke one first`;
  return [{ code: 'LIMIT_EXCEEDED', message, field: ['input'] }];
}

function inactivity({ active, name }: UserRecord): readonly Warning[] {
  if (active) return [];
  return [
    { code: 'INACTIVE_PRINCIPAL', message: `${name} is inactive; the token is refused until that changes` },
  ];
}
