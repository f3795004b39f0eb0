import { sha256Of } from '../../../src/graphql/document/sha256.js';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway, TestGatewayOptions } from '../../support/gateway.js';
import { postOf, sendRaw } from '../../support/raw-request.js';
import type { RawAnswer } from '../../support/raw-request.js';
import { documentsByHash } from '../../support/trusted-documents.js';
import { ACME } from '../input/world.js';

export const ADA = { account: 'acme', user: 'usr_ada' };
export const OLGA = { account: 'acme', user: 'usr_olga' };
export const NOBODY = { account: 'acme', user: 'usr_nobody' };
type Person = typeof ADA;

/** The documents of an application, and others. */
export const WHO = 'query Who { viewer { id } }';
export const TWO = 'query First { viewer { id } }\nquery Second($id: ID!) { integration(id: $id) { id } }';
export const PAGE = 'query Page($first: Int!) { users(first: $first) { edges { cursor } } }';
export const RENAME =
  'mutation Rename($input: UpdateIntegrationInput!) { updateIntegration(input: $input) { revision userErrors { code } } }';
export const OTHER = 'query Other { account { id } }';
const LISTED = [WHO, TWO, PAGE, RENAME];

export const hashOf = sha256Of;
export const idOf = (text: string): string => `sha256:${sha256Of(text)}`;
export const persisted = (sha256Hash: unknown, version: unknown = 1): object => ({
  extensions: { persistedQuery: { version, sha256Hash } },
});

/** A gateway that runs the documents of the application alone. */
export function startTrusting(options: Partial<TestGatewayOptions> = {}): Promise<TrustingGateway> {
  return startAny({ trustedDocuments: documentsByHash(LISTED), ...options });
}

/** One that runs any document. */
export async function startAny(options: Partial<TestGatewayOptions> = {}): Promise<TrustingGateway> {
  return new TrustingGateway(
    await startTestGateway({ engine: 'sqlite', accounts: [ACME], explorer: false, ...options }),
  );
}

export interface Told {
  readonly answer: RawAnswer;
  /** Datastore commands that it cost. */
  readonly commands: number;
}

export class TrustingGateway {
  constructor(readonly gateway: TestGateway) {}

  /** Sends a body by POST, as it is. */
  send(as: Person, body: object): Promise<Told> {
    return this.#told(as, (headers) =>
      sendRaw(`${this.gateway.url}/graphql`, postOf(JSON.stringify(body), headers)),
    );
  }

  /** Sends parameters by GET; what is no text goes as JSON. */
  get(as: Person, parameters: readonly (readonly [string, unknown])[]): Promise<Told> {
    const search = new URLSearchParams(
      parameters.map(([name, value]): [string, string] => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    );
    return this.#told(as, (headers) =>
      sendRaw(`${this.gateway.url}/graphql?${search.toString()}`, {
        headers: { ...headers, 'apollo-require-preflight': '1' },
      }),
    );
  }

  stop(): Promise<void> {
    return this.gateway.stop();
  }

  async #told(
    { account, user }: Person,
    ask: (headers: Readonly<Record<string, string>>) => Promise<RawAnswer>,
  ): Promise<Told> {
    const headers = { authorization: `Bearer ${await this.gateway.token(account, user)}` };
    const before = this.gateway.datastore.commandCount;
    const answer = await ask(headers);
    return { answer, commands: this.gateway.datastore.commandCount - before };
  }
}
