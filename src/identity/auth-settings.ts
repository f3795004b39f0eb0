/** Tokens are signed with HS256 by whoever knows the secret. */
export interface SharedSecretSettings {
  readonly kind: 'SHARED_SECRET';
  /** At least 32 bytes in UTF-8. */
  readonly secret: string;
  /** The one before: its tokens still count, and none are made with it. */
  readonly previousSecret?: string | undefined;
  /** Enforced, and written into issued tokens, when set. */
  readonly issuer?: string | undefined;
  readonly audience?: string | undefined;
}

/** Tokens are signed with RS256 or ES256 by an identity provider that publishes its keys. */
export interface JwksSettings {
  readonly kind: 'JWKS';
  readonly jwksUrl: string;
  /** Both are required: a provider signs tokens of many issuers and for many audiences with the same keys. */
  readonly issuer: string;
  readonly audience: string;
}

/** How a bearer token is checked. */
export type AuthSettings = SharedSecretSettings | JwksSettings;
