import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import compiler from 'relay-compiler';
import type { ConcreteRequest } from 'relay-runtime';
import { RELAY_DOCUMENTS } from './documents.js';
import type { RelayArtifacts } from './relay-client.js';

const SCHEMA = join(import.meta.dirname, '../../schema.graphql');

export interface Compiled {
  readonly artifacts: RelayArtifacts;
  /** The file of documents by hash; of no use when none was asked for. */
  readonly persisted: string;
}

/**
 * Compiles the documents against the committed schema, as an application does when it is built.
 * @param persists whether the compiled artifacts name their documents by hash, and a file holds them
 */
export async function compileForRelay({ persists = false } = {}): Promise<Compiled> {
  if (compiler === null) throw new Error('There is no relay-compiler for this platform');
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-relay-'));
  try {
    for (const name of ['documents', 'artifacts']) mkdirSync(join(folder, name));
    for (const [name, text] of Object.entries(RELAY_DOCUMENTS)) {
      writeFileSync(join(folder, 'documents', `${name}.js`), `graphql\`${text}\`;\n`);
    }
    const config = {
      ...{ src: './documents', artifactDirectory: './artifacts', schema: './schema.graphql' },
      ...{ language: 'javascript', eagerEsModules: false },
      ...(persists && { persistConfig: { file: './persisted.json', algorithm: 'SHA256' } }),
    };
    writeFileSync(join(folder, 'persisted.json'), '{}');
    writeFileSync(join(folder, 'schema.graphql'), readFileSync(SCHEMA));
    writeFileSync(join(folder, 'relay.config.json'), JSON.stringify(config));
    execFileSync(compiler, ['relay.config.json'], { cwd: folder, stdio: 'pipe' });
    const compiled = Object.entries(RELAY_DOCUMENTS).map(async ([name, text]) => {
      const operation = /^(?:query|mutation) (\w+)/.exec(text)?.[1] ?? '';
      const file = join(folder, 'artifacts', `${operation}.graphql.js`);
      const artifact = (await import(file)) as { readonly default: ConcreteRequest };
      return [name, artifact.default] as const;
    });
    return {
      artifacts: Object.fromEntries(await Promise.all(compiled)) as RelayArtifacts,
      persisted: readFileSync(join(folder, 'persisted.json'), 'utf8'),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
