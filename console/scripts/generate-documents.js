import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, parse } from 'graphql';
import { format, resolveConfig } from 'prettier';

/**
 * Writes a type for each document of the console, checked against `schema.graphql`, and the list of them. What asks for
 * a field that is not there ends with the message that names it, and so does the build. `--check` writes nothing and
 * fails when they are out of date.
 */
const CONSOLE = new URL('..', import.meta.url);
const FOLDER = new URL('src/documents/', CONSOLE);
const TARGET = new URL('generated.ts', FOLDER);
/** The same documents as the gateway lists them among its own. */
const LIST = new URL('../src/page-documents/console-documents.ts', CONSOLE);

const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.graphql'))
  .sort();
const documents = names.map((name) => ({
  location: name,
  document: parse(readFileSync(new URL(name, FOLDER), 'utf8')),
}));

const output = await codegen({
  filename: 'generated.ts',
  schema: parse(readFileSync(new URL('../schema.graphql', CONSOLE), 'utf8')),
  schemaAst: buildSchema(readFileSync(new URL('../schema.graphql', CONSOLE), 'utf8')),
  documents,
  config: {
    documentMode: 'string',
    enumsAsTypes: true,
    enumType: 'string-literal',
    useTypeImports: true,
    skipTypename: true,
    avoidOptionals: { field: true },
    // What is not named below is to be looked at before it is used.
    defaultScalarType: 'unknown',
    scalars: {
      ID: 'string',
      Date: 'string',
      DateTime: 'string',
      JSONObject: 'Readonly<Record<string, unknown>>',
    },
  },
  pluginMap: { operations, typedDocuments },
  plugins: [{ operations: {} }, { typedDocuments: {} }],
});

const NOTE =
  'Generated from console/src/documents by `npm run documents`; a test fails when it is out of date.';

const options = { ...(await resolveConfig(new URL('../package.json', CONSOLE))), parser: 'typescript' };
const written = [
  { file: TARGET, text: await format(`/* eslint-disable */\n// ${NOTE}\n${output}`, options) },
  { file: LIST, text: await format(`// ${NOTE}\n${listOf(textsIn(output))}`, options) },
];

if (process.argv.includes('--check')) {
  const stale = written.filter(({ file, text }) => readFileSync(file, 'utf8') !== text);
  for (const { file } of stale)
    console.error(`${fileURLToPath(file)} is out of date: run \`npm run documents\`.`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const { file, text } of written) writeFileSync(file, text);
}

/** The documents exactly as they are sent. Fragments alone are never sent. */
function textsIn(code) {
  const texts = [...code.matchAll(/new TypedDocumentString\(`([^`]*)`\)/g)].map(([, text]) => text);
  return texts.filter((text) => parse(text).definitions.some(({ kind }) => kind === 'OperationDefinition'));
}

function listOf(texts) {
  return `/** What the console sends. */
export const CONSOLE_DOCUMENTS: readonly string[] = [${texts.map((text) => `\`${text}\``).join(',')}];`;
}
