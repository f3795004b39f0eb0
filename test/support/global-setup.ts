import { createRequire } from 'node:module';
import type * as binaries from './mongod-binary.js';
import type * as mongods from './mongod.js';

// jest maps `.js` to `.ts` in tests alone; here Node resolves, and finds a TypeScript file only without extension.
const load = createRequire(import.meta.url);
const { findMongod } = load('./mongod-binary') as typeof binaries;
const { Mongod } = load('./mongod') as typeof mongods;

/** Setup and teardown are loaded apart from each other and share only the global object. */
export interface RunGlobals {
  latchkeyMongod?: mongods.Mongod;
}

/**
 * One replica set for the whole run: that of `MONGODB_URI`, else a mongod of our own. What the tests find is in the
 * environment: `LATCHKEY_TEST_MONGODB_URI` and, for tests that need a mongod of their own, `LATCHKEY_TEST_MONGOD`;
 * else `LATCHKEY_TEST_MONGODB_MISSING` says why not.
 */
export default async function globalSetup(): Promise<void> {
  const binary = await findMongod();
  const given = process.env.MONGODB_URI;
  if (binary.kind === 'FOUND') process.env.LATCHKEY_TEST_MONGOD = binary.path;
  if (given !== undefined && given !== '') {
    process.env.LATCHKEY_TEST_MONGODB_URI = given;
  } else if (binary.kind === 'FOUND') {
    const mongod = await Mongod.start({ binary: binary.path });
    process.env.LATCHKEY_TEST_MONGODB_URI = mongod.uri;
    (globalThis as RunGlobals).latchkeyMongod = mongod;
  } else {
    skipVisibly(binary.reason);
  }
}

/** CI must not pass without the production engine. */
function skipVisibly(reason: string): void {
  if (isContinuousIntegration()) throw new Error(`The tests need MongoDB: ${reason}`);
  process.env.LATCHKEY_TEST_MONGODB_MISSING = reason;
  process.stderr.write(`\nTests on MongoDB are skipped: ${reason}\n`);
}

function isContinuousIntegration(): boolean {
  const value = process.env.CI ?? '';
  return value !== '' && value !== 'false' && value !== '0';
}
