import type { Datastore, Page } from '../datastore/contract/datastore.js';
import type { AccountRecord } from '../datastore/contract/records.js';
import { CannotOpenSecretError } from './errors.js';
import type { SecretSealer } from './sealer.js';

/** An integration carries up to 16 KiB of secrets and as much of settings: a page is written within one command. */
const INTEGRATIONS_PER_PAGE = 100;
const ACCOUNTS_PER_PAGE = 100;
/** So often an account is walked at most: again only where something was left, which a change took out of our hands. */
const MOST_WALKS = 5;

export interface RotationParts {
  readonly datastore: Datastore;
  /** Seals under the key that is to be the only one. */
  readonly sealer: SecretSealer;
}

/** A secret that neither key opens; it stays as it is. */
export interface UnopenedSecret {
  readonly accountId: string;
  readonly integrationId: string;
  readonly name: string;
  readonly why: string;
}

export interface Rotation {
  readonly accounts: number;
  /** Of which a secret was sealed anew; one that was sealed under the present key already was not. */
  readonly integrations: number;
  readonly unopened: readonly UnopenedSecret[];
}

/**
 * Seals every secret of every account anew that is not sealed under the present key, page by page beside whatever goes
 * on [O28]. Ended in its middle and begun again it goes on with what is left. Nobody sees a difference but who opens
 * the secrets; no revision, version or event comes of it.
 */
export async function rotateSecrets({ datastore, sealer }: RotationParts): Promise<Rotation> {
  const unopened: UnopenedSecret[] = [];
  let accounts = 0;
  let integrations = 0;
  for await (const { id } of accountsOf(datastore)) {
    accounts += 1;
    const walk = new AccountWalk({ datastore, sealer }, id);
    for (let walks = 0; walks < MOST_WALKS; walks += 1) {
      const resealed = await walk.run();
      integrations += resealed;
      if (resealed === 0) break;
    }
    unopened.push(...walk.unopened);
  }
  return { accounts, integrations, unopened };
}

/** Through the present state of one account, from the first integration to the last. */
class AccountWalk {
  #unopened = new Map<string, UnopenedSecret>();

  constructor(
    private readonly parts: RotationParts,
    private readonly accountId: string,
  ) {}

  /** Those of the last walk. */
  get unopened(): Iterable<UnopenedSecret> {
    return this.#unopened.values();
  }

  /** @returns how many integrations were given new sealed texts */
  async run(): Promise<number> {
    const { datastore, sealer } = this.parts;
    this.#unopened = new Map();
    let resealed = 0;
    let after: string | undefined;
    do {
      const page = await datastore.resealSecrets(
        this.accountId,
        { first: INTEGRATIONS_PER_PAGE, ...(after !== undefined && { after }) },
        (integrationId, { name, sealed }) => {
          try {
            return sealer.reseal({ integrationId, name }, sealed);
          } catch (error) {
            if (!(error instanceof CannotOpenSecretError)) throw error;
            this.#note({ accountId: this.accountId, integrationId, name, why: error.why });
            return sealed;
          }
        },
      );
      resealed += page?.resealed ?? 0;
      after = page?.next;
    } while (after !== undefined);
    return resealed;
  }

  #note(secret: UnopenedSecret): void {
    this.#unopened.set(JSON.stringify([secret.integrationId, secret.name]), secret);
  }
}

async function* accountsOf(datastore: Datastore): AsyncGenerator<AccountRecord> {
  let after: string | undefined;
  do {
    const page: Page<AccountRecord> = await datastore.accountPage({
      first: ACCOUNTS_PER_PAGE,
      ...(after !== undefined && { after }),
    });
    for (const { row } of page.rows) yield row;
    after = page.hasNextPage ? page.rows.at(-1)?.key : undefined;
  } while (after !== undefined);
}
