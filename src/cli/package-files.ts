import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The compiled file and its source stand equally deep, so this holds for both. */
const PACKAGE_ROOT = new URL('../../', import.meta.url);

/** Where the built pages of the explorer are, if they were built. */
export const EXPLORER_BUNDLE = packageFile('dist/explorer');
/** Where the built pages of the console are, if they were built. */
export const CONSOLE_BUNDLE = packageFile('dist/console');
export const DEMO_FOLDER = packageFile('demo');

export function readVersion(): string {
  const text = readFileSync(packageFile('package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

function packageFile(path: string): string {
  return fileURLToPath(new URL(path, PACKAGE_ROOT));
}
