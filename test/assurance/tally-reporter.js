import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Adds up what the tests told `tally`, and prints it when the run ends: how many cases of each promise held. With
 * `LATCHKEY_TEST_RECORD` set, the numbers go into the column of `docs/assurance.md` that holds them.
 */
export default class TallyReporter {
  #folder = mkdtempSync(path.join(tmpdir(), 'latchkey-tally-'));
  #file = path.join(this.#folder, 'tally');

  constructor() {
    writeFileSync(this.#file, '');
    process.env.LATCHKEY_TEST_TALLY = this.#file;
  }

  onRunComplete() {
    const cases = new Map();
    for (const line of readFileSync(this.#file, 'utf8').split('\n').filter(Boolean)) {
      const [promise, count] = JSON.parse(line);
      cases.set(promise, (cases.get(promise) ?? 0) + count);
    }
    rmSync(this.#folder, { recursive: true });
    if (cases.size === 0) return;
    const counted = [...cases].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
    const lines = counted.map(([promise, count]) => `${promise.padEnd(6)} ${inGroups(count).padStart(12)}`);
    process.stderr.write(`\nCases of each promise of docs/assurance.md that held:\n${lines.join('\n')}\n`);
    if (process.env.LATCHKEY_TEST_RECORD !== undefined) record(cases);
  }
}

const PAGE = new URL('../../docs/assurance.md', import.meta.url);

/** The row of a promise begins with its id, and its third cell is the number of cases. */
function record(cases) {
  const rows = readFileSync(PAGE, 'utf8')
    .split('\n')
    .map((line) => {
      const cells = line.split('|');
      const count = cases.get(cells[1]?.trim());
      return count === undefined ? line : cells.with(3, ` ${inGroups(count)} `).join('|');
    });
  writeFileSync(PAGE, rows.join('\n'));
}

function inGroups(count) {
  return count.toLocaleString('en');
}
