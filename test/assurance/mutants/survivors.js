import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EXPLAINED } from './explained.js';

/** Where a run of one part leaves its report. */
export function reportOf(part) {
  return fileURLToPath(new URL(`../../../.cache/mutants-${part}.json`, import.meta.url));
}

/** The mutants that no test failed on and that `explained.js` says nothing about, and what it explains in vain. */
export function judged(part) {
  const { files } = JSON.parse(readFileSync(reportOf(part), 'utf8'));
  const survivors = Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map((mutant) => toText(file, source, mutant)),
  );
  const explained = EXPLAINED[part].flatMap(({ mutants }) => mutants);
  // `[*]` stands for every mutant that begins in that line.
  const isOf = (text, explanation) =>
    explanation.endsWith('[*]') ? text.startsWith(explanation.slice(0, -2)) : text === explanation;
  return {
    total: Object.values(files).reduce((sum, { mutants }) => sum + mutants.length, 0),
    survivors,
    unexplained: survivors.filter((text) => !explained.some((each) => isOf(text, each))),
    obsolete: explained.filter((each) => !survivors.some((text) => isOf(text, each))),
  };
}

/** By its text and not by its number, which moves: `src/a.ts: the line it begins in [old => new]`. */
function toText(file, source, { location, replacement }) {
  const lines = source.split('\n').slice(location.start.line - 1, location.end.line);
  const [line] = lines;
  const last = lines.length - 1;
  lines[last] = lines[last].slice(0, location.end.column - 1);
  lines[0] = lines[0].slice(location.start.column - 1);
  return `${file}: ${line.trim()} [${oneLine(lines.join('\n'))} => ${oneLine(replacement)}]`;
}

function oneLine(text) {
  return text.replace(/\s+/g, ' ').trim();
}
