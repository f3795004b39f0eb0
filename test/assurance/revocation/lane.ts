import { z } from 'zod';
import { USE_INTEGRATION } from '../../../src/decision/permission-sets.js';
import type { AccountFile } from '../../support/account-file.js';
import { BASE } from './lane-account.js';
import type { Pair, Viewer } from './pairs.js';

type At = 0 | 1;

const QUESTION = (id: string): string => `{
  integration(id: "${id}") { viewerRights { canUse } }
  usableIntegrations(first: 100) { edges { node { id } } }
  checkRights(checks: [{ rbacId: "data_providers.${id}", action: USE }]) { allowed }
  effectiveRights(rbacId: "data_providers.${id}") { decisions { action allowed } }
}`;

const answerToQuestion = z.object({
  integration: z.object({ viewerRights: z.object({ canUse: z.boolean() }) }).nullable(),
  usableIntegrations: z.object({ edges: z.array(z.object({ node: z.object({ id: z.string() }) })) }),
  checkRights: z.tuple([z.object({ allowed: z.boolean() }).nullable()]),
  effectiveRights: z
    .object({ decisions: z.array(z.object({ action: z.string(), allowed: z.boolean() })) })
    .nullable(),
});

const changed = z.object({
  changed: z.object({
    revision: z.int(),
    changes: z.tuple([z.object({ permission: z.object({ id: z.string() }).nullable() })]).optional(),
    integration: z.object({ id: z.string() }).nullish(),
  }),
});

const made = z.object({
  made: z.object({ token: z.string(), accessToken: z.object({ id: z.string() }) }),
});

/** An account of its own, so that its cycles disturb no others: Ada gives Bo the use of something, and takes it away. */
export class Lane {
  /** What is deleted and created again in each cycle that does so. */
  recreatedId = 'int_shift';
  readonly #ada: Viewer;
  readonly #bo: Viewer;
  #tokenOfBo: { readonly token: string; readonly id: string } | undefined;

  constructor(
    private readonly pair: Pair,
    readonly account: string,
  ) {
    this.#ada = { account, user: 'usr_ada' };
    this.#bo = { account, user: 'usr_bo' };
  }

  /** Imports the account anew: as it was at first, or as its operator now has it. */
  async replace(file: AccountFile = BASE): Promise<void> {
    await this.pair.replace({ ...file, account: { ...file.account, id: this.account } });
    this.recreatedId = 'int_shift';
  }

  /** The ways in which a gateway lets Bo use the integration; none when he is nobody any more. */
  async waysOfBo(at: At, integrationId: string): Promise<readonly string[]> {
    const bo = { ...this.#bo, accessToken: this.#tokenOfBo?.token };
    const { status, data } = await this.pair.ask(at, bo, QUESTION(integrationId));
    if (status === 401) return [];
    const { integration, usableIntegrations, checkRights, effectiveRights } = answerToQuestion.parse(data);
    const ways = {
      found: integration?.viewerRights.canUse === true,
      listed: usableIntegrations.edges.some(({ node }) => node.id === integrationId),
      checked: checkRights[0]?.allowed === true,
      explained: effectiveRights?.decisions.some(({ action, allowed }) => action === 'USE' && allowed),
    };
    return Object.entries(ways).flatMap(([way, isOpen]) => (isOpen === true ? [way] : []));
  }

  /** From now on Bo comes with an access token, which he makes for himself. */
  async giveToken(at: At): Promise<void> {
    const { data } = await this.pair.ask(
      at,
      this.#bo,
      'mutation { made: createAccessToken(input: { name: "Bo" }) { token accessToken { id } } }',
    );
    const { token, accessToken } = made.parse(data).made;
    this.#tokenOfBo = { token, id: accessToken.id };
  }

  async revokeToken(at: At): Promise<void> {
    await this.#change(at, `revokeAccessToken(input: { id: "${this.#tokenOfBo?.id ?? ''}" }) { revision }`);
  }

  /** From now on Bo comes with a JWT. */
  forgetToken(): void {
    this.#tokenOfBo = undefined;
  }

  /** Resolves with the id of the new permission. */
  async grant(at: At, rbacId: string, principal: string): Promise<string> {
    const { changes } = await this.#change(
      at,
      `grantPermission(input: { rbacId: "${rbacId}", principal: ${principal}, permissionSetId: "${USE_INTEGRATION.id}" })
       { revision changes { permission { id } } }`,
    );
    return changes?.[0].permission?.id ?? '';
  }

  async revoke(at: At, permissionId: string): Promise<void> {
    await this.#change(at, `revokePermission(input: { permissionId: "${permissionId}" }) { revision }`);
  }

  async setTeams(at: At, integrationId: string, teamIds: readonly string[]): Promise<void> {
    const input = `{ id: "${integrationId}", teamIds: ${JSON.stringify(teamIds)} }`;
    await this.#change(at, `updateIntegration(input: ${input}) { revision }`);
  }

  async delete(at: At, integrationId: string): Promise<void> {
    await this.#change(at, `deleteIntegration(input: { id: "${integrationId}" }) { revision }`);
  }

  /** Resolves with its id. */
  async create(at: At): Promise<string> {
    const input = '{ name: "Shift", type: WEBHOOK, teamIds: ["team_pay"] }';
    const { integration } = await this.#change(
      at,
      `createIntegration(input: ${input}) { revision integration { id } }`,
    );
    return integration?.id ?? '';
  }

  async #change(at: At, mutation: string) {
    const answer = await this.pair.ask(at, this.#ada, `mutation { changed: ${mutation} }`);
    if (answer.errors !== undefined) throw new Error(`${mutation}: ${JSON.stringify(answer.errors)}`);
    return changed.parse(answer.data).changed;
  }
}
