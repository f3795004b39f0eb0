import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const PROJECT_ROOT = path.join(__dirname, '../..');
const VITE = path.join(PROJECT_ROOT, 'node_modules/vite/bin/vite.js');

/** What each bundle is made from. */
const SOURCES = {
  explorer: ['explorer', 'src/page-documents'],
  console: ['console', 'explorer/src/session', 'src/page-documents'],
} as const;

/**
 * Builds pages when nobody has built them, or not since they were changed: a test of an old bundle proves nothing.
 * Rejects with the build's output when it fails.
 */
export async function ensureBundle(name: keyof typeof SOURCES): Promise<void> {
  if (isBuilt(name)) return;
  // Under jest NODE_ENV is "test", and the bundle would hold React's development build.
  const env = { ...process.env, NODE_ENV: 'production' };
  const build = [VITE, 'build', '--config', `${name}/vite.config.ts`];
  await promisify(execFile)(process.execPath, build, { cwd: PROJECT_ROOT, env });
}

function isBuilt(name: keyof typeof SOURCES): boolean {
  const page = path.join(PROJECT_ROOT, `dist/${name}/index.html`);
  if (!existsSync(page)) return false;
  const builtAt = statSync(page).mtimeMs;
  return SOURCES[name].every((folder) =>
    readdirSync(path.join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' }).every(
      (source) => statSync(path.join(PROJECT_ROOT, folder, source)).mtimeMs <= builtAt,
    ),
  );
}
