import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { DEPENDENCY_RULES } from './dependency-rules.js';
import { violationsIn } from './violations.js';
import type { SourceFile } from './violations.js';

const SOURCES = join(__dirname, '../../src');

it('no file of the sources imports what its folder may not', () => {
  const files = sourceFiles();
  expect(files.length).toBeGreaterThan(15);
  expect(violationsIn(files)).toEqual([]);
});

/** Each rule, seen failing. */
describe('the rules refuse', () => {
  it.each([
    ['src/decision/decide.ts', "import { createHash } from 'node:crypto';"],
    ['src/decision/decide.ts', "import { z } from 'zod';"],
    ['src/decision/layers/role.ts', "import type { UserRecord } from '../../datastore/contract/records.js';"],
    ['src/decision/decide.ts', "export * from '../access/viewer.js';"],
    ['src/decision/decide.ts', "const load = () => import('../access/viewer.js');"],
    ['src/decision/decide.ts', "type Viewer = import('../access/viewer.js').Viewer;"],
    ['src/datastore/contract/records.ts', "import { Schema } from 'mongoose';"],
    ['src/datastore/contract/records.ts', "import { statSync } from 'fs';"],
    ['src/datastore/contract/records.ts', "import { open } from '../sqlite/open.js';"],
    ['src/access/viewer.ts', "import { GraphQLError } from 'graphql';"],
    ['src/access/viewer.ts', "import { GraphQLError } from 'graphql/error/index.js';"],
    ['src/permissions/grant.ts', "import { Field } from 'type-graphql';"],
    ['src/integrations/create.ts', "import fastify from 'fastify';"],
    ['src/directory/users.ts', "import helmet from '@fastify/helmet';"],
    ['src/rights/check.ts', "import type { Model } from 'mongoose';"],
    ['src/audit/events.ts', "import Database from 'libsql';"],
    ['src/rights/who-can.ts', "import { resolver } from '../graphql/resolver.js';"],
    ['src/rights/who-can.ts', "import { server } from '../http/server.js';"],
    ['src/rights/who-can.ts', "import { run } from '../cli/run.js';"],
    ['src/rights/who-can.ts', "import { open } from '../datastore/mongodb/open.js';"],
    ['src/errors/public-errors.ts', "import { GraphQLError } from 'graphql';"],
    ['src/datastore/sqlite/open.ts', "import { grant } from '../../permissions/grant.js';"],
    ['src/datastore/mongodb/open.ts', "import Database from 'libsql';"],
    ['src/datastore/sqlite/open.ts', "import mongoose from 'mongoose';"],
    ['src/cli/serve.ts', "import Database from 'libsql/promise';"],
    ['src/gateway.ts', "import mongoose from 'mongoose';"],
    ['src/gateway.ts', "import { buildUnguardedSchema } from './graphql/unguarded-schema.js';"],
    ['src/http/server.ts', 'const port = process.env.LATCHKEY_PORT;'],
    ['src/http/server.ts', "const port = process['env'].LATCHKEY_PORT;"],
    ['src/http/server.ts', 'const { env } = process;'],
    ['src/http/server.ts', "import { env } from 'node:process';"],
  ])('in %s: %s', (path, text) => {
    expect(violationsIn([{ path, text }])).toHaveLength(1);
  });
});

describe('the rules allow', () => {
  it.each([
    [
      'src/decision/layers/role.ts',
      "import { fail } from './layer.js'; import type { Role } from '../roles.js';",
    ],
    ['src/decision/decide.ts', "// import { createHash } from 'node:crypto';\nconst text = \"from 'zod'\";"],
    [
      'src/datastore/contract/record-schemas.ts',
      "import { z } from 'zod'; import '../../decision/roles.js';",
    ],
    ['src/datastore/contract/datastore.ts', "import type { UserRecord } from './records.js';"],
    [
      'src/access/viewer.ts',
      "import DataLoader from 'dataloader'; import '../datastore/contract/datastore.js';",
    ],
    ['src/datastore/sqlite/open.ts', "import Database from 'libsql';"],
    ['src/scratch/scratch.ts', "import Database from 'libsql';"],
    ['src/datastore/mongodb/open.ts', "import mongoose from 'mongoose';"],
    ['src/config/environment.ts', 'const port = process.env.LATCHKEY_PORT;'],
    ['src/main.ts', 'await run(process.argv, process.env);'],
    ['src/http/server.ts', 'const environment = { env: 1 }; process.on("exit", () => environment.env);'],
  ])('in %s: %s', (path, text) => {
    expect(violationsIn([{ path, text }])).toEqual([]);
  });
});

it('the rules are about folders that a file can be in', () => {
  for (const { folders } of DEPENDENCY_RULES)
    expect(folders.every((folder) => folder.startsWith('src/'))).toBe(true);
});

function sourceFiles(): readonly SourceFile[] {
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[cm]?tsx?$/.test(name))
    .map((name) => ({
      path: `src/${name.split(sep).join('/')}`,
      text: readFileSync(join(SOURCES, name), 'utf8'),
    }));
}
