import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse, validate } from 'graphql';
import { DocumentChecks } from '../../src/graphql/document/trusted/document-checks.js';
import { limitsWith } from '../../src/limits/limits.js';
import { PAGE_DOCUMENTS } from '../../src/page-documents/page-documents.js';
import { PAGE_QUERIES } from '../../src/page-documents/page-queries.js';
import { builtSchema } from './built-schema.js';

const ROOT = join(import.meta.dirname, '../..');
/** Every folder that is bundled into pages. */
const PAGES = readdirSync(ROOT).filter(
  (folder) => existsSync(join(ROOT, folder, 'index.html')) && existsSync(join(ROOT, folder, 'src')),
);

const schema = builtSchema();

describe('the documents of the pages [O13]', () => {
  it('would all run, the schema being closed', () => {
    const checks = new DocumentChecks({ schema, limits: limitsWith(), introspection: false });
    expect(PAGE_DOCUMENTS.map((document) => checks.mistakeIn(document))).toEqual(
      PAGE_DOCUMENTS.map(() => undefined),
    );
  });

  it('hold the one operation that each is sent for', () => {
    for (const [name, query] of Object.entries(PAGE_QUERIES)) {
      expect(parse(query).definitions).toMatchObject([{ name: { value: name } }]);
    }
  });

  it('stand in no source of a page, but where they are listed', () => {
    expect(PAGES).toContain('explorer');
    const sources = PAGES.flatMap((folder) =>
      readdirSync(join(ROOT, folder, 'src'), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.[jt]sx?$/.test(file))
        .map((file) => join(ROOT, folder, 'src', file)),
    );
    expect(sources.length).toBeGreaterThan(5);
    const found = sources.flatMap((file) => documentsIn(readFileSync(file, 'utf8')));
    expect(found.filter((text) => !PAGE_DOCUMENTS.includes(text))).toEqual([]);
  });

  it('would be found there', () => {
    const written = ["'query A { viewer { id } }'", '`{ viewer { id } }`', '"mutation { a: __typename }"'];
    expect(written.flatMap((text) => documentsIn(`const a = ${text};`))).toHaveLength(3);
    expect(documentsIn("const a = { viewer: 'id' }; const b = `${a}`;")).toEqual([]);
  });
});

/** What is quoted somehow and asks the schema for something. */
function documentsIn(source: string): string[] {
  const quoted = source.match(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/g) ?? [];
  return quoted.map((text) => text.slice(1, -1)).filter(isDocument);
}

function isDocument(text: string): boolean {
  try {
    return validate(schema, parse(text)).length === 0;
  } catch {
    return false;
  }
}
