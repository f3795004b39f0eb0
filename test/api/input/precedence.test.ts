import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import type { AccountFile } from '../../support/account-file.js';
import { builtSchema } from '../../graphql/built-schema.js';
import { ruledFields } from '../../assurance/schema/guarded-fields.js';

const ACCOUNT: AccountFile = {
  account: { id: 'acme', accessModel: 'GRANTS_ONLY' },
  users: [
    { id: 'usr_ada', name: 'Ada' },
    { id: 'usr_una', name: 'Una' },
  ],
  groups: [
    { id: 'grp_administrators', name: 'Administrators', builtIn: 'ADMINISTRATORS', memberIds: ['usr_ada'] },
  ],
  integrations: [{ id: 'int_pd', name: 'PagerDuty', type: 'PAGERDUTY' }],
};

/** What Una is refused, with a place for its arguments, by the field of the schema. */
const REFUSED: Readonly<Record<string, (args: string) => string>> = {
  'Query.auditEvents': (args) => `{ auditEvents${args} { edges { cursor } } }`,
  'User.accessTokens': (args) =>
    `{ users(search: "ada") { edges { node { accessTokens${args} { edges { cursor } } } } } }`,
  'User.permissions': (args) =>
    `{ users(search: "ada") { edges { node { permissions${args} { revision } } } } }`,
  'Group.members': (args) =>
    `{ groups(search: "administrators") { edges { node { members${args} { edges { cursor } } } } } }`,
  'Group.permissions': (args) =>
    `{ groups(search: "administrators") { edges { node { permissions${args} { revision } } } } }`,
  'Team.members': (args) => `{ teams { edges { node { members${args} { edges { cursor } } } } } }`,
  'Integration.permissions': (args) => `{ integration(id: "int_email") { permissions${args} { revision } } }`,
};

/** The rules that refuse before the resolver runs. */
const CAN_REFUSE: ReadonlySet<string> = new Set([
  ...['READ', 'MANAGE_PERMISSIONS', 'READS_AUDIT_TRAIL'],
  ...['SELF_OR_ADMINISTRATOR', 'MEMBER_OR_ADMINISTRATOR', 'TEAM_MEMBER_OR_ADMINISTRATOR'],
]);

const MISTAKES = ['(first: 0)', '(first: 101)', '(after: "damaged")'];

describe('a field that is refused', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ engine: 'sqlite', accounts: [ACCOUNT] });
  });
  afterAll(() => gateway.stop());

  const codesFor = async (query: string) => {
    const { errors = [] } = await gateway.ask({ account: 'acme', user: 'usr_una' }, query);
    return errors.map(({ extensions }) => extensions.code);
  };

  it('is each one with arguments that the schema has', () => {
    const refusable = ruledFields(builtSchema()).filter(
      ({ rule, field }) => CAN_REFUSE.has(rule) && field.args.length > 0,
    );
    expect(Object.keys(REFUSED).sort()).toEqual(refusable.map(({ place }) => place).sort());
  });

  it.each(Object.entries(REFUSED))('%s names a wrong argument before it refuses', async (_place, ask) => {
    expect(await codesFor(ask(''))).toEqual(['FORBIDDEN']);
    for (const mistake of MISTAKES) expect(await codesFor(ask(mistake))).toEqual(['BAD_USER_INPUT']);
  });

  it('names a wrong argument also of an integration that does not exist', async () => {
    for (const list of ['permissions', 'whoCan'] as const) {
      const asked =
        list === 'whoCan'
          ? 'rbacId: "data_providers.int_no", action: USE'
          : 'rbacId: "data_providers.int_no"';
      expect(await codesFor(`{ ${list}(${asked}) { edges { cursor } } }`)).toEqual(['NOT_FOUND']);
      expect(await codesFor(`{ ${list}(${asked}, after: "damaged") { edges { cursor } } }`)).toEqual([
        'BAD_USER_INPUT',
      ]);
    }
  });
});
