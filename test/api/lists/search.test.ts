import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Engine, TestGateway } from '../../support/gateway.js';
import { startTestGateway } from '../../support/gateway.js';
import { describeWithMongodb } from '../../support/mongodb.js';
import { byFoldedNameThenId, folded, systemFirst } from './code-point-order.js';
import { AWKWARD_NAMES } from './names.js';
import { pagesOf, rowsOf } from './pages.js';
import type { Viewer } from './pages.js';
import { acme, ADA, GROUPS, SHOWN, SYSTEM, TEAMS, URSA, USERS } from './world.js';

const INTEGRATIONS = [SYSTEM, ...SHOWN];

/** Parts of names as people type them, and texts that mean something to one engine or the other. */
const SEARCHES: readonly string[] = [
  'a',
  'ALPHA',
  'lph',
  'pha ',
  ' ',
  'é',
  'E\u0301',
  '\u0301',
  'CAFÉ',
  '\u00df',
  '\u1e9e',
  'ss',
  'SS',
  '\u0130',
  'i',
  '\u0131',
  'I',
  '\u212a',
  'k',
  '\u03a3',
  '\u03c3',
  '\u03c2',
  'ΟΔΟΣ',
  'ΑΣ',
  'ας',
  'ασ',
  '.*',
  '.',
  '^',
  '$',
  '|',
  '\\',
  '\\d',
  '%',
  '_',
  '[a-z]',
  '(',
  '(x',
  "'",
  '--',
  '"',
  '$gt',
  '{',
  '\u{1f600}',
  '\u{1d4b6}',
  '\ue000',
  '\u0001',
  '\u0001\u0001',
  '\u0002',
  '\u0001\u0002',
  '\u007f',
  '\ufeff',
  '\u200b',
  // Not names: ids, and the separators of keys.
  'int_900',
  'usr_',
  'zzz',
  '0',
  '1',
];

function defineTests(engine: Engine): void {
  describe(`a search on ${engine}`, () => {
    let gateway: TestGateway;

    beforeAll(async () => {
      gateway = await startTestGateway({ engine, accounts: [acme({ withHidden: false })] });
    });
    afterAll(() => gateway.stop());

    const found = async (as: Viewer, field: string, args: string): Promise<readonly unknown[]> => {
      const list = { query: `${field}(${args}, ARGS) { NODES }`, path: [field] };
      return rowsOf(await pagesOf(gateway, as, { list, first: 100 }));
    };
    const searching = (text: string): string => `search: ${JSON.stringify(text)}`;

    it.each(SEARCHES)('for %j finds the names that hold it, both folded', async (text) => {
      const holds = ({ name }: { readonly name: string }): boolean => folded(name).includes(folded(text));
      const idsIn = (rows: readonly { readonly id: string; readonly name: string }[]): readonly string[] =>
        rows.filter(holds).map(({ id }) => id);
      const args = searching(text);
      expect(await found(ADA, 'integrations', args)).toEqual(idsIn([...INTEGRATIONS].sort(systemFirst)));
      expect(await found(URSA, 'usableIntegrations', args)).toEqual(
        idsIn([...INTEGRATIONS].sort(systemFirst)),
      );
      expect(await found(URSA, 'users', args)).toEqual(idsIn([...USERS].sort(byFoldedNameThenId)));
      expect(await found(URSA, 'groups', args)).toEqual(idsIn([...GROUPS].sort(byFoldedNameThenId)));
      expect(await found(URSA, 'teams', args)).toEqual(idsIn([...TEAMS].sort(byFoldedNameThenId)));
    });

    it('finds each name by itself, whatever is in it', async () => {
      for (const [index, name] of AWKWARD_NAMES.entries()) {
        expect(await found(ADA, 'integrations', searching(name))).toContain(SHOWN[index]?.id);
      }
    });

    it.each(['EMAIL', 'SLACK', 'WEBHOOK', 'SMS', 'PHONE'])(
      'for the type %s finds that type, and no other',
      async (type) => {
        const ofType = INTEGRATIONS.filter((integration) => integration.type === type).sort(systemFirst);
        expect(await found(ADA, 'integrations', `type: ${type}`)).toEqual(ofType.map(({ id }) => id));
        const both = ofType.filter(({ name }) => folded(name).includes('a'));
        expect(await found(URSA, 'usableIntegrations', `type: ${type}, search: "A"`)).toEqual(
          both.map(({ id }) => id),
        );
      },
    );

    it('finds in pages what it finds at once', async () => {
      const list = {
        query: 'usableIntegrations(search: "A", type: SLACK, ARGS) { NODES }',
        path: ['usableIntegrations'],
      };
      const atOnce = rowsOf(await pagesOf(gateway, URSA, { list, first: 100 }));
      expect(rowsOf(await pagesOf(gateway, URSA, { list, first: 2 }))).toEqual(atOnce);
      expect(atOnce.length).toBeGreaterThan(4);
    });
  });
}

defineTests('sqlite');
describeWithMongodb('MongoDB', () => {
  defineTests('mongodb');
});
