import { writeFileSync } from 'node:fs';
import type { GoalTable, Verdict } from './section.js';

const VERDICTS: Readonly<Record<Verdict, string>> = {
  reached: 'Reached',
  'not reached': 'Not reached',
  'no verdict': 'No verdict',
};

/** A table as Markdown. */
export function tableText({ goal, target, verdict, columns, rows, notes }: GoalTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `## ${goal}`,
    '',
    `Target: ${target}. **${VERDICTS[verdict]}.**`,
    '',
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map(line),
    ...(notes.length > 0 ? ['', ...notes.map((note) => `- ${note}`)] : []),
    '',
  ].join('\n');
}

export function writeResults(file: string, header: readonly string[], tables: readonly GoalTable[]): void {
  writeFileSync(file, [...header, '', ...tables.map(tableText)].join('\n'));
}
