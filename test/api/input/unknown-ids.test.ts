import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { Engine, TestGateway } from '../../support/gateway.js';
import { QUESTIONS_BY_ID } from './questions-by-id.js';
import type { AskedById, QuestionById } from './questions-by-id.js';
import { ADA, GINA, startInputWorld, stateOf, withoutId } from './world.js';

/** Ids that exist in another account, one of each kind that accounts have of their own. */
const OF_ANOTHER_ACCOUNT = {
  integration: 'int_globex',
  user: 'usr_gina',
  group: 'grp_globex',
  team: 'team_gbx',
  permission: 'pol_globex',
} as const satisfies Partial<Record<QuestionById['about'], string>>;

/** Ids that nobody has; among them those that other parts of the program would read in their own way. */
const OF_NOBODY = ['nobody_at_all', 'INT_PAY', 'Usr_Olga', 'constructor', '__proto__', 'toString'] as const;
/** Only where any text may stand for an id: an RBAC id of these is refused. */
const OF_NO_FORM = ['*', '$ne', 'int_pay ', 'a|b', '%%', 'usr_olga\n', '💥', 'ＩＮＴ', '{"$gt":""}'] as const;

function defineTests(engine: Engine): void {
  describe(`ids that the viewer cannot know, on ${engine}`, () => {
    let gateway: TestGateway;
    let atFirst: unknown;

    beforeAll(async () => {
      gateway = await startInputWorld(engine);
      atFirst = await stateOf(gateway);
    });
    afterAll(() => gateway.stop());

    const askFor = async ({ as, query }: AskedById, id: string): Promise<string> => {
      const variables = query.includes('$rbacId') ? { rbacId: `data_providers.${id}` } : { id };
      return withoutId(await gateway.ask(as, query, variables), id);
    };

    it.each(QUESTIONS_BY_ID)(
      'answers alike for unknown ids, ids of other accounts and invisible ones [V21]: $who: $query',
      async (question) => {
        const unknown = await askFor(question, 'abcdefgh_1');
        expect(unknown).toContain(question.says);
        for (const id of hiddenFrom(question)) expect(await askFor(question, id)).toBe(unknown);
      },
    );

    const byText = QUESTIONS_BY_ID.filter(({ query, as }) => as === ADA && query.includes('$id'));

    it.each(byText)('takes any text for an id that nobody has: $query', async (question) => {
      const unknown = await askFor(question, 'abcdefgh_1');
      for (const id of OF_NO_FORM) expect(await askFor(question, id)).toBe(unknown);
    });

    it('has changed nothing by all of this', async () => {
      expect(await stateOf(gateway)).toEqual(atFirst);
    });

    it('lets two accounts use the same ids and mixes nothing', async () => {
      const query =
        '{ account { id } integration(id: "int_email") { name } groups { edges { node { id } } } }';
      const answers = z.object({ account: z.object({ id: z.string() }), groups: z.unknown() });
      const acme = answers.parse((await gateway.ask(ADA, query)).data);
      const globex = answers.parse((await gateway.ask(GINA, query)).data);
      expect([acme.account.id, globex.account.id]).toEqual(['acme', 'globex']);
      expect(JSON.stringify(acme.groups)).not.toContain('grp_globex');
      expect(JSON.stringify(globex.groups)).not.toContain('grp_oncall');
    });
  });
}

/** Beside ids of nobody: what exists elsewhere, and what exists here unseen. */
function hiddenFrom({ about, as }: AskedById): readonly string[] {
  const elsewhere =
    about in OF_ANOTHER_ACCOUNT ? [OF_ANOTHER_ACCOUNT[about as keyof typeof OF_ANOTHER_ACCOUNT]] : [];
  const invisible = about === 'integration' && as !== ADA ? ['int_hidden'] : [];
  const invisiblePermission = about === 'permission' && as !== ADA ? ['pol_hidden'] : [];
  return [...OF_NOBODY, ...elsewhere, ...invisible, ...invisiblePermission];
}

// That both engines answer alike here, for as many commands, is proved where invisible and unknown are compared.
defineTests('sqlite');
