import { expect, it } from '@jest/globals';
import { OWNER } from '../mutations/stage/company.js';
import { onBothEngines } from '../mutations/stage/stage.js';
import type { Tenant } from '../mutations/stage/tenant.js';
import { change } from './administrator.js';

const LIST = '{ integrations(withoutOwner: true) { edges { node { id } } } }';

async function listed(tenant: Tenant, args = ''): Promise<readonly string[]> {
  const { data } = await tenant
    .as('ada')
    .ask(`{ integrations(withoutOwner: true${args}) { edges { node { id } } } }`);
  const { integrations } = data as { integrations: { edges: readonly { node: { id: string } }[] } };
  return integrations.edges.map(({ node }) => node.id);
}

onBothEngines('integrations without an Owner', (stage) => {
  it('are listed as permissions come and go, without the system integration [A17]', async () => {
    const tenant = await stage.company();
    const ada = tenant.as('ada');
    expect(await listed(tenant)).toEqual(['int_ops']);
    await ada.grant({ to: 'grp_oncall', set: OWNER, on: '*' });
    await ada.revoke('pol_owner', { allowOrphan: true });
    expect(await listed(tenant)).toEqual(['int_ops', 'int_pd']);
    expect(await listed(tenant, ', search: "PD"')).toEqual(['int_pd']);
    expect(await listed(tenant, ', type: SLACK')).toEqual([]);
    await ada.grant({ to: 'grp_oncall', set: OWNER, on: 'int_ops' });
    expect(await listed(tenant)).toEqual(['int_pd']);
  });

  it('are told to administrators alone, after the form of what is asked for [A17]', async () => {
    const tenant = await stage.company();
    const told = async (query: string) => {
      const { data, errors = [] } = await tenant.as('mia').ask(query);
      return [data, errors.map(({ extensions }) => [extensions.code, extensions.reason])];
    };
    expect(await told(LIST)).toEqual([{ integrations: null }, [['FORBIDDEN', 'ADMINISTRATORS_ONLY']]]);
    const wrong = LIST.replace('true', 'true, first: 0');
    expect((await told(wrong))[1]).toEqual([['BAD_USER_INPUT', undefined]]);
    expect((await told(LIST.replace('true', 'false')))[1]).toEqual([]);
  });

  it('come when their last Owner is deleted, once what they held is cleaned up [A17]', async () => {
    const tenant = await stage.company();
    await change(tenant.as('ada'), 'deleteUser', { id: 'usr_nils' });
    let now = await listed(tenant);
    while (now.length === 1) now = await listed(tenant);
    expect(now).toEqual(['int_ops', 'int_slack']);
  });
});
