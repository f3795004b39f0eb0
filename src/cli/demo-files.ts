import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { DEMO_FOLDER } from './package-files.js';

/** Somebody to sign in as, and why that is worth it. */
export interface DemoSignIn {
  readonly account: string;
  readonly user: string;
  readonly why: string;
}

const signInFile = z.array(z.strictObject({ account: z.string(), user: z.string(), why: z.string() }));

/** The demo accounts, one file each, in the order of their names. */
export async function listDemoAccountFiles(): Promise<readonly string[]> {
  const folder = path.join(DEMO_FOLDER, 'accounts');
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => path.join(folder, name));
}

/** Whom the demo offers to sign in as, in the order to show them. */
export async function readDemoSignIns(): Promise<readonly DemoSignIn[]> {
  const text = await readFile(path.join(DEMO_FOLDER, 'sign-in.json'), 'utf8');
  return signInFile.parse(JSON.parse(text));
}
