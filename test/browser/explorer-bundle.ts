import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const PROJECT_ROOT = path.join(__dirname, '../..');
const SOURCES = ['explorer', 'src/page-documents'].map((folder) => path.join(PROJECT_ROOT, folder));
const BUILT_PAGE = path.join(PROJECT_ROOT, 'dist/explorer/index.html');
const VITE = path.join(PROJECT_ROOT, 'node_modules/vite/bin/vite.js');

/**
 * Builds the explorer's pages when nobody has built them, or not since they were changed: a test of an old bundle
 * proves nothing. Rejects with the build's output when it fails.
 */
export async function ensureExplorerBundle(): Promise<void> {
  if (isBuilt()) return;
  // Under jest NODE_ENV is "test", and the bundle would hold React's development build.
  const env = { ...process.env, NODE_ENV: 'production' };
  const build = [VITE, 'build', '--config', 'explorer/vite.config.ts'];
  await promisify(execFile)(process.execPath, build, { cwd: PROJECT_ROOT, env });
}

function isBuilt(): boolean {
  if (!existsSync(BUILT_PAGE)) return false;
  const builtAt = statSync(BUILT_PAGE).mtimeMs;
  return SOURCES.every((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).every(
      (source) => statSync(path.join(folder, source)).mtimeMs <= builtAt,
    ),
  );
}
