import type { SecretTarget } from './sealer.js';

/** A sealed secret could not be opened. The message names the secret and the reason, never a text, sealed or clear. */
export class CannotOpenSecretError extends Error {
  constructor(
    readonly target: SecretTarget,
    readonly why: string,
  ) {
    super(
      `Secret ${JSON.stringify(target.name)} of integration ${target.integrationId} cannot be opened: ${why}`,
    );
    this.name = new.target.name;
  }
}
