import { z } from 'zod';
import type { AuthSettings, JwksSettings, SharedSecretSettings } from '../identity/auth-settings.js';
import type { Environment } from './environment.js';
import { claim, jwksUrl, sharedSecret } from './forms.js';
import { checkPrevious } from './previous-keys.js';

const SECRET = 'LATCHKEY_AUTH_JWT_SECRET';
const PREVIOUS = 'LATCHKEY_AUTH_JWT_SECRET_PREVIOUS';
const JWKS_URL = 'LATCHKEY_AUTH_JWKS_URL';
const BOTH = `and ${JWKS_URL} are both set. Set exactly one of the two.`;
const NEITHER = `and ${JWKS_URL} are both unset. Set exactly one of the two, or try \`latchkey demo\`, which needs neither.`;
const NO_SECRET = `is not set. Tokens can only be issued with a shared secret; with ${JWKS_URL} the identity provider issues them.`;

const optionalClaims = {
  LATCHKEY_AUTH_ISSUER: claim.optional(),
  LATCHKEY_AUTH_AUDIENCE: claim.optional(),
};

const previous = { [PREVIOUS]: sharedSecret.optional() };

const sharedSecretAuth = z
  .object({ [SECRET]: sharedSecret, ...previous, ...optionalClaims })
  .transform((values): { auth: SharedSecretSettings } => ({
    auth: {
      kind: 'SHARED_SECRET',
      secret: values[SECRET],
      previousSecret: values[PREVIOUS],
      issuer: values.LATCHKEY_AUTH_ISSUER,
      audience: values.LATCHKEY_AUTH_AUDIENCE,
    },
  }));

const jwksAuth = z
  .object({ [JWKS_URL]: jwksUrl, LATCHKEY_AUTH_ISSUER: claim, LATCHKEY_AUTH_AUDIENCE: claim })
  .transform((values): { auth: JwksSettings } => ({
    auth: {
      kind: 'JWKS',
      jwksUrl: values[JWKS_URL],
      issuer: values.LATCHKEY_AUTH_ISSUER,
      audience: values.LATCHKEY_AUTH_AUDIENCE,
    },
  }));

/** Reads all of it, so that other mistakes are named together with this one. */
const twoWays = z
  .object({ [SECRET]: sharedSecret, ...previous, [JWKS_URL]: jwksUrl, ...optionalClaims })
  .and(mistake(BOTH));

const previousSecretCheck = checkPrevious(SECRET, PREVIOUS);

/** How tokens are checked; which variables that takes depends on which of the two ways is set. */
export function authSchema(environment: Environment): z.ZodType<{ auth: AuthSettings }> {
  return waySchema(environment).and(previousSecretCheck);
}

function waySchema(environment: Environment): z.ZodType<{ auth: AuthSettings }> {
  const hasSecret = environment[SECRET] !== undefined;
  const hasUrl = environment[JWKS_URL] !== undefined;
  if (hasSecret && hasUrl) return twoWays;
  if (hasUrl) return jwksAuth;
  return hasSecret ? sharedSecretAuth : mistake(NEITHER);
}

/** How tokens are issued. */
export function issuingSchema(environment: Environment): z.ZodType<{ auth: SharedSecretSettings }> {
  if (environment[SECRET] === undefined) return mistake(NO_SECRET);
  return environment[JWKS_URL] === undefined ? sharedSecretAuth : twoWays;
}

/** Fails for every environment. */
function mistake(message: string) {
  return z.unknown().transform((_, context): never => {
    context.addIssue({ code: 'custom', path: [SECRET], message });
    return z.NEVER;
  });
}
