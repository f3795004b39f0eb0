import { existsSync, readFileSync, writeFileSync } from 'node:fs';
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

/** Puts tables into the file, each in the place of the one with its heading, by number. The head is written anew. */
export function recordTables(file: string, head: readonly string[], tables: readonly GoalTable[]): void {
  const texts = new Map(partsOf(file));
  for (const table of tables) texts.set(`## ${table.goal}`, tableText(table));
  const inOrder = [...texts].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  writeFileSync(file, [...head, '', ...inOrder.map(([, text]) => `${text.trimEnd()}\n`)].join('\n'));
}

/** What stands in the file, by heading. */
function partsOf(file: string): readonly (readonly [heading: string, text: string])[] {
  if (!existsSync(file)) return [];
  const [, ...parts] = readFileSync(file, 'utf8').split(/^(?=## )/m);
  return parts.map((text) => [text.split('\n', 1).join(), text]);
}
