import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judge } from '../../../src/decision/decide.js';
import type { Question } from '../../../src/decision/facts.js';
import { run } from '../../cli/command-line.js';
import { decisionIn, questionIn } from '../oracle/account.js';
import type { AccountWorld } from './account-world.js';
import { accountWorlds, everythingAsked } from './account-worlds.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'latchkey-printed-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A decision that misreads its question, as one with a bug would. */
const BUGS: Readonly<Record<string, (question: Question) => Question>> = {
  'takes everybody for active': (question) => ({ ...question, user: { ...question.user, active: true } }),
  'forgets that everybody is in EVERYONE': ({ account, ...question }) => ({
    ...question,
    account: { ...account, everyoneGroupId: 'none' },
  }),
  'lets every team hold every integration': ({ user, account, ...question }) => ({
    ...{ ...question, user },
    account: { ...account, rootTeamId: user.memberships[0]?.teamId ?? account.rootTeamId },
  }),
  'takes who asks for the creator': ({ resource, user, ...question }) => ({
    ...{ ...question, user },
    resource: resource.kind === 'WILDCARD' ? resource : { ...resource, createdById: user.id },
  }),
  'counts a permission of one user for another': ({ permissions, user, ...question }) => ({
    ...{ ...question, user },
    permissions: permissions.map((one) => ({ ...one, principal: { type: 'USER', id: user.id } })),
  }),
};

it.each(Object.entries(BUGS))(
  'a decision that %s is found out, on an account of a few rows that `import` takes as it is printed',
  async (bug, misread) => {
    const isRightAbout = (world: AccountWorld) =>
      everythingAsked(world).every((asked) => {
        const { allowed, decidedBy, reason } = decisionIn(world, asked);
        const answer = judge(misread(questionIn(world, asked)));
        return answer.allowed === allowed && answer.decidedBy === decidedBy && answer.reason === reason;
      });
    const details = fc.check(fc.property(accountWorlds(), isRightAbout), { numRuns: 2_000, seed: 20_260 });
    expect(details.failed).toBe(true);

    const printed = printedIn(fc.defaultReportMessage(details) ?? '');
    expect(printed.split('\n').length).toBeLessThanOrEqual(MOST_LINES);
    const file = path.join(folder, `${bug}.json`);
    await writeFile(file, printed);
    const environment = { LATCHKEY_DATASTORE_URI: `sqlite:${path.join(folder, `${bug}.db`)}` };
    expect(await run(['import', file], environment)).toMatchObject({ exitCode: 0 });
    expect(isRightAbout(JSON.parse(printed) as AccountWorld)).toBe(false);
  },
);

/** An account with nothing but what every account has, and one user, takes 13. */
const MOST_LINES = 20;

/** What a person would copy out of the report of a failed run. */
function printedIn(report: string): string {
  return /to be imported:\n(\{[^]*?\n\})\n/.exec(report)?.[1] ?? report;
}
