import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isNonNullType } from 'graphql';
import { builtSchema } from '../../graphql/built-schema.js';
import { ACME } from '../../assurance/bypass/world.js';
import { startTestGateway } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';

const PD = 'data_providers.int_pd';

/** Each root that can be refused, asked by somebody who is. */
const REFUSED: Readonly<Record<string, { readonly code: string; readonly query: string }>> = {
  permissions: { code: 'FORBIDDEN', query: `permissions(rbacId: "${PD}") { revision }` },
  whoCan: { code: 'FORBIDDEN', query: `whoCan(rbacId: "${PD}", action: USE) { edges { cursor } }` },
  auditEvents: { code: 'FORBIDDEN', query: 'auditEvents { edges { cursor } }' },
  effectiveRights: {
    code: 'FORBIDDEN',
    query: `effectiveRights(rbacId: "${PD}", userId: "usr_ada") { revision }`,
  },
  integrations: {
    code: 'FORBIDDEN',
    query: 'integrations(withoutOwner: true) { edges { cursor } }',
  },
  user: { code: 'BAD_USER_INPUT', query: 'user(id: "\\u0000") { name }' },
  group: { code: 'BAD_USER_INPUT', query: 'group(id: "\\u0000") { name }' },
  team: { code: 'BAD_USER_INPUT', query: 'team(id: "\\u0000") { name }' },
  integration: { code: 'BAD_USER_INPUT', query: 'integration(id: "\\u0000") { name }' },
};

describe('a root that is refused', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ engine: 'sqlite', accounts: [ACME], explorer: false });
  });
  afterAll(() => gateway.stop());

  it.each(Object.entries(REFUSED))('%s, leaves the others their data', async (field, { code, query }) => {
    const asked = `{ before: viewer { id } refused: ${query} after: integration(id: "int_pd") { id } }`;
    const { status, data, errors } = await gateway.ask({ account: 'acme', user: 'usr_una' }, asked);
    expect([status, data]).toEqual([
      200,
      { before: { id: 'usr_una' }, refused: null, after: { id: 'int_pd' } },
    ]);
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['refused'], code]]);
    expect(field in nullableRoots()).toBe(true);
  });

  it('is each one that can be null', () => {
    expect(Object.keys(nullableRoots()).sort()).toEqual(Object.keys(REFUSED).sort());
  });
});

function nullableRoots(): object {
  const fields = Object.entries(builtSchema().getQueryType()?.getFields() ?? {});
  return Object.fromEntries(fields.filter(([, { type }]) => !isNonNullType(type)));
}
