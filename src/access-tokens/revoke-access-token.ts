import type { ChangeDependencies, Requester } from '../changes/change-dependencies.js';
import { runChange } from '../changes/run-change.js';
import type { ChangeResult } from '../changes/run-change.js';
import { isId } from '../decision/id.js';
import { noEffect } from '../directory/administer.js';
import type { Administered } from '../directory/administer.js';
import { NotFoundError } from '../errors/public-errors.js';
import { notYourAccessToken } from './access-token-refusals.js';

export interface RevokeAccessTokenRequest {
  readonly id: string;
  readonly reason: string | null;
}

/**
 * Revokes an access token: one's own, or anybody's as an administrator. Again is no change [A19].
 * @throws ForbiddenError when it is not one's own, known or not; for an administrator NotFoundError when there is none.
 */
export function revokeAccessToken(
  dependencies: ChangeDependencies,
  requester: Requester,
  { id, reason }: RevokeAccessTokenRequest,
): Promise<ChangeResult<Administered>> {
  return runChange(dependencies, { requester, reason }, async (planning) => {
    const { snapshot, access, draft } = planning;
    const [token] = isId(id) ? await snapshot.accessTokens([id]) : [];
    if (!access.isAdministrator && token?.userId !== access.viewer.id) throw notYourAccessToken();
    if (token === undefined) throw new NotFoundError('There is no such access token');
    if (!token.revoked) draft.remove('ACCESS_TOKEN', token);
    return { result: { id, warnings: noEffect(planning) }, userErrors: [], concerned: { id } };
  });
}
