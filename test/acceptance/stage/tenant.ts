import type { AccountFile } from '../../support/account-file.js';
import type { GraphqlAnswer, TestGateway } from '../../support/gateway.js';
import { exportFrom } from '../../transfer/transfers.js';

/** An answer with what a client acts on: data, and of each error where it stands and its extensions. */
export interface Answer {
  readonly data: unknown;
  readonly errors?: readonly AnsweredError[];
}

/** `code`, and of a FORBIDDEN `action`, `rbacId`, `layer` and `reason`. */
export interface AnsweredError {
  readonly path: string;
  readonly [extension: string]: unknown;
}

/** A signed-in user. */
export interface Person {
  readonly id: string;
  ask(document: string, variables?: object): Promise<Answer>;
  /** The answer word for word, with messages, places and the HTTP status. */
  askRaw(document: string): Promise<GraphqlAnswer>;
}

/** An account in a running gateway. */
export class Tenant {
  constructor(
    private readonly gateway: TestGateway,
    readonly accountId: string,
  ) {}

  /** Somebody of the account; a wrong id is answered UNAUTHENTICATED, which no test takes for data. */
  as(userId: string): Person {
    const identity = { account: this.accountId, user: userId };
    return {
      id: userId,
      ask: async (document, variables) => answerOf(await this.gateway.ask(identity, document, variables)),
      askRaw: (document) => this.gateway.ask(identity, document),
    };
  }

  /** Changes the account as its operator does: exports it, edits the file and imports it again. */
  async edit(change: (file: AccountFile) => AccountFile): Promise<void> {
    const file = JSON.parse(await exportFrom(this.gateway.datastore, this.accountId)) as AccountFile;
    await this.gateway.importAccount(change(file), { replace: true });
  }

  /** Changes settings of the account alone. */
  changeSettings(settings: Partial<AccountFile['account']>): Promise<void> {
    return this.edit((file) => ({ ...file, account: { ...file.account, ...settings } }));
  }
}

function answerOf({ data, errors }: GraphqlAnswer): Answer {
  if (errors === undefined) return { data };
  return {
    data,
    errors: errors.map(({ path = [], extensions }) => ({ ...extensions, path: path.join('.') })),
  };
}
