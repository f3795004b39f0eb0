import { describe, expect, it } from '@jest/globals';
import { ViewerAccess } from '../../src/access/viewer-access.js';
import type { AccountState } from '../../src/datastore/contract/records.js';
import { EDIT_INTEGRATION, OWNER, VIEWER } from '../../src/decision/permission-sets.js';
import { EVERY_INTEGRATION } from '../../src/decision/visibility.js';
import { UnauthenticatedError } from '../../src/errors/public-errors.js';
import { AccountUnderTest } from '../datastore/conformance/account-under-test.js';
import { integration, on, ON_WILDCARD, permission, user } from '../datastore/conformance/world.js';
import { withDatastore } from '../transfer/transfers.js';

const OF_ANA = { type: 'USER', id: 'usr_ana' } as const;
const OF_BEN = { type: 'USER', id: 'usr_ben' } as const;
const WORLD = {
  directory: [
    user('usr_ana'),
    user('usr_ben'),
    user('usr_ada', { groupIds: ['grp_administrators'] }),
    user('usr_ida', { active: false }),
  ],
  integrations: [integration('int_a'), integration('int_b')],
  permissions: [
    permission('pol_a', { rbacId: on('int_a'), principal: OF_ANA, permissionSetId: OWNER.id }),
    permission('pol_b', { rbacId: on('int_b'), principal: OF_BEN, permissionSetId: EDIT_INTEGRATION.id }),
    permission('pol_w', { rbacId: ON_WILDCARD, principal: OF_BEN, permissionSetId: VIEWER.id }),
  ],
};
const IDS = ['int_a', 'int_b'];

type Rows = Parameters<ViewerAccess['over']>[0];

describe('what a viewer may do', () => {
  /** Asks as the user, and tells how many commands that took beside opening the state and reading the rows. */
  const asked = <T>(
    userId: string,
    ask: (access: ViewerAccess, rows: Rows) => Promise<T>,
    account: Partial<AccountState> = {},
  ): Promise<{ readonly answer: T; readonly commands: number }> =>
    withDatastore(async (datastore) => {
      const subject = new AccountUnderTest(datastore, 'acme');
      await subject.import(WORLD, { account: { accessModel: 'GRANTS_ONLY', ...account } });
      return subject.read(async (snapshot) => {
        const rows = await snapshot.integrations(IDS, { withDetails: false });
        const before = datastore.commandCount;
        const answer = await ask(ViewerAccess.of(snapshot, { now: Date.now() }), rows);
        return { answer, commands: datastore.commandCount - before };
      }, userId);
    });
  const readable = async (access: ViewerAccess, rows: Rows) =>
    (await access.over(rows)).filter((each) => each.allows('READ')).map(({ integration: { id } }) => id);

  it.each(['usr_ida', 'usr_nobody'])('is nothing for %s, who is told no more than that', async (userId) => {
    const refused = asked(userId, (access) => Promise.resolve(access));
    await expect(refused).rejects.toBeInstanceOf(UnauthenticatedError);
    await expect(refused).rejects.toThrow('The token is not valid');
  });

  it('is read by one command for all rows, with what stands on the wildcard', async () => {
    expect(await asked('usr_ana', readable)).toEqual({ answer: ['int_a'], commands: 1 });
    expect(await asked('usr_ben', readable)).toEqual({ answer: IDS, commands: 1 });
  });

  it('is read by none where there is no row', async () => {
    expect(await asked('usr_ana', (access) => access.over([]))).toEqual({ answer: [], commands: 0 });
  });

  it.each([
    { who: 'an administrator', userId: 'usr_ada', mode: 'ENFORCED', expected: IDS },
    { who: 'somebody whose permissions are not enforced', userId: 'usr_ana', mode: 'OFF', expected: [] },
  ] as const)('depends on no permission for $who', async ({ userId, mode, expected }) => {
    const both = async (access: ViewerAccess, rows: Rows) => [
      await readable(access, rows),
      await access.tokens('READ'),
    ];
    const { answer, commands } = await asked(userId, both, { permissionSets: mode });
    expect(answer[0]).toEqual(expected);
    expect(commands).toBe(0);
  });

  it('of the wildcard is not read twice, whichever is asked first', async () => {
    const rowsFirst = await asked('usr_ben', async (access, rows) => {
      await access.over(rows);
      return access.tokens('READ');
    });
    expect(rowsFirst).toEqual({ answer: [EVERY_INTEGRATION], commands: 1 });
  });

  it('of the wildcard, asked for first, counts on the rows that are asked for afterwards', async () => {
    const tokensFirst = await asked('usr_ben', async (access, rows) => {
      await access.tokens('USE');
      await access.tokens('READ');
      return readable(access, rows);
    });
    expect(tokensFirst).toEqual({ answer: IDS, commands: 2 });
  });

  it('on every integration follows from the wildcard alone, not from what stands on one', async () => {
    const mayCreate = async (access: ViewerAccess, rows: Rows) => {
      await access.over(rows);
      return (await access.onWildcard()).allows('CREATE');
    };
    expect((await asked('usr_ana', mayCreate)).answer).toBe(false);
  });

  it('is explained as it was decided', async () => {
    const { answer } = await asked('usr_ana', async (access, rows) => {
      const [first] = await access.over(rows);
      return (['UPDATE', 'MANAGE_PERMISSIONS'] as const).map((action) => first?.decide(action));
    });
    const [update, manage] = answer;
    expect(update).toMatchObject({ allowed: true, decidedBy: 'PERMISSION_SET' });
    expect(update?.layers.flatMap(({ evidence }) => evidence)).toContainEqual(
      expect.objectContaining({ kind: 'PERMISSION' }),
    );
    expect(manage).toMatchObject({ allowed: false, action: 'MANAGE_PERMISSIONS' });
    expect(manage?.layers.flatMap(({ evidence }) => evidence)).toContainEqual({
      ...{ kind: 'INTEGRATION', integrationId: 'int_a', as: 'NOT_CREATED' },
    });
  });

  it('is explained with each permission once, however often it was asked', async () => {
    const { answer } = await asked('usr_ana', async (access, rows) => {
      await access.over(rows);
      const [again] = await access.over(rows);
      return again?.decide('UPDATE').layers.flatMap(({ evidence }) => evidence);
    });
    expect(answer?.filter(({ kind }) => kind === 'PERMISSION')).toHaveLength(1);
  });

  it('is refused on the wildcard with layer and reason', async () => {
    const refused = asked('usr_ana', (access) => access.require('CREATE', ON_WILDCARD));
    await expect(refused).rejects.toMatchObject({ extensions: { rbacId: ON_WILDCARD, action: 'CREATE' } });
  });
});
