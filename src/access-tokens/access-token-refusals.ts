import { ForbiddenError } from '../errors/public-errors.js';

/**
 * What everybody is told who asks for somebody else's token, whether that is a person, nobody, or a service user whom
 * they do not administer [A19].
 */
export function notYourAccessToken(): ForbiddenError {
  return new ForbiddenError(
    'Access tokens are made and revoked by their own user; administrators make those of service users too, and revoke any',
    { action: null, rbacId: null, layer: null, reason: 'ADMINISTRATORS_ONLY' },
  );
}
