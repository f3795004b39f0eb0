import { errors } from 'jose';
import { ZodError } from 'zod';
import type { TokenRefusal } from '../errors/public-errors.js';

const BY_CLAIM: Readonly<Record<string, TokenRefusal>> = {
  exp: 'WITHOUT_EXPIRY',
  nbf: 'NOT_YET_VALID',
  iss: 'OTHER_ISSUER',
  aud: 'OTHER_AUDIENCE',
};

/** What was wrong with a token, from the error that its check ended with. */
export function tokenRefusalOf(error: unknown): TokenRefusal {
  if (error instanceof errors.JWTExpired) return 'EXPIRED';
  if (error instanceof errors.JWTClaimValidationFailed) return BY_CLAIM[error.claim] ?? 'OTHER_CLAIMS';
  if (error instanceof ZodError) return 'OTHER_CLAIMS';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'WRONG_SIGNATURE';
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
    return 'UNKNOWN_KEY';
  }
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported) {
    return 'OTHER_ALGORITHM';
  }
  return 'NO_JWT';
}
