import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { tally } from '../tally.js';
import { OBSERVER } from '../worlds/observed.js';
import { administratorOf, change } from './asked-changes.js';
import { QUESTIONS } from './questions.js';
import { ServedCompany } from './served-account.js';
import { baselineOf, expectWhole } from './whole.js';
import type { AskedChange } from './whole.js';

/** Room for some changes and not for many. */
const ROOM_BYTES = 400 * 1024;
const MOST_CHANGES = 200;
const CREATE = {
  text: `mutation { changed: createIntegration(input: { name: "Large", type: SLACK, teamIds: ["team_pay"],
    settings: { text: "${'large '.repeat(1_000)}" } }) { revision userErrors { code } } }`,
};

/** Linux alone can limit what another process may write to a file; such a write fails as on a full disk. */
const canLimit = spawnSync('prlimit', ['--version']).status === 0;
const TITLE = 'a SQLite file on a disk that is full';
const describeWithLimits = canLimit ? describe : describe.skip;

describeWithLimits(canLimit ? TITLE : `${TITLE} (skipped: there is no prlimit)`, () => {
  it('takes changes whole or not at all, answers questions, and takes changes again once there is room', async () => {
    const served = await ServedCompany.create('sqlite');
    const gateway = await served.serve();
    try {
      const account = { id: served.id, datastore: served.datastore, gateway };
      const baseline = await baselineOf(account);
      const administrator = await administratorOf(gateway, account.id);
      const asked = () => Promise.all(Array.from({ length: 4 }, () => change(administrator, CREATE)));

      limitFiles(gateway.pid, largestOf(served.file) + ROOM_BYTES);
      const changes: AskedChange[] = [];
      while (changes.length < MOST_CHANGES && changes.every(({ revision }) => revision !== undefined)) {
        changes.push(...(await asked()).filter((each) => each !== undefined));
      }
      const refused = changes.filter(({ revision }) => revision === undefined);
      expect([refused.length > 0, changes.length > refused.length]).toEqual([true, true]);

      for (const [user, query] of QUESTIONS) {
        const { status, errors } = await gateway.ask({ account: account.id, user }, query);
        expect([status, errors]).toEqual([200, undefined]);
      }
      await expectWhole(account, baseline, changes);
      expect((await asked()).map((each) => each?.revision)).toEqual(Array(4).fill(undefined));

      limitFiles(gateway.pid, 'unlimited');
      const again = (await asked()).filter((each) => each !== undefined);
      expect(again.map(({ revision }) => typeof revision)).toEqual(Array(4).fill('number'));
      await expectWhole(account, baseline, [...changes, ...again]);
      const newest = await gateway.ask({ account: account.id, user: OBSERVER }, '{ account { revision } }');
      const { revision } = z.object({ account: z.object({ revision: z.int() }) }).parse(newest.data).account;
      expect(revision).toBe(Math.max(...again.map((each) => each.revision ?? 0)));
      tally('F7', changes.length + again.length);
    } finally {
      await gateway.stop();
      await served.remove();
    }
  });
});

function limitFiles(pid: number, bytes: number | 'unlimited'): void {
  // The soft limit alone, which everybody may raise again.
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
}

function largestOf(file: string): number {
  const sizes = [file, `${file}-wal`].map((each) => statSync(each, { throwIfNoEntry: false })?.size ?? 0);
  return Math.max(...sizes);
}
