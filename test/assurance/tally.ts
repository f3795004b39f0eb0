import { appendFileSync } from 'node:fs';

/**
 * Notes that so many cases of a promise held, under the id that `docs/assurance.md` gives it. The run adds them up and
 * prints them; see `tally-reporter.js`.
 */
export function tally(promise: string, cases: number): void {
  const file = process.env.LATCHKEY_TEST_TALLY;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify([promise, cases])}\n`);
}
