import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireNodeVersion } from '../bin/node-version.js';

/**
 * Makes a checkout ready to run: installs what is missing and builds what is missing or older than its sources. Says
 * nothing when there is nothing to do, and all it says goes to standard error. Uses nothing but Node, since nothing
 * else may be there yet.
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A build is current while a fingerprint of what it was made from stands beside what it made. */
const SERVER = {
  script: 'build:server',
  what: 'the server',
  inputs: ['src', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
  output: 'dist/main.js',
  stamp: 'dist/.server-built-from',
};
const CONSOLE = {
  script: 'build:console',
  what: 'the console',
  inputs: ['console', 'explorer/src/session', 'src/page-documents', 'schema.graphql', 'package-lock.json'],
  output: 'dist/console/index.html',
  stamp: 'dist/.console-built-from',
};
const EXPLORER = {
  script: 'build:explorer',
  what: 'the explorer',
  inputs: ['explorer', 'src/page-documents', 'package-lock.json'],
  output: 'dist/explorer/index.html',
  stamp: 'dist/.explorer-built-from',
};

// Of an installation that succeeds npm would tell what its packages warn of, who asks for money, and an audit.
const QUIETLY = ['--loglevel=error', '--no-fund', '--no-audit'];

/**
 * Ends the process when the server cannot be built. Without its pages it still works, so that is a warning.
 * What only development needs is installed for tests, and where something has to be built.
 */
export function prepare({ forTests = false } = {}) {
  requireNodeVersion();
  const stale = [SERVER, EXPLORER, CONSOLE].filter((part) => !isCurrent(part));
  if (!isInstalled({ withDevelopment: forTests || stale.length > 0 })) {
    say('installing dependencies');
    if (!npm('ci', '--ignore-scripts', '--include=dev', ...QUIETLY))
      giveUp('npm ci failed; its messages stand above.');
  }
  for (const part of stale) {
    say(`building ${part.what}`);
    if (build(part)) continue;
    if (part === SERVER) giveUp('the server could not be built; the messages stand above.');
    say(`WARNING: ${part.what} could not be built. Everything else works without it.`);
  }
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm keeps its own list of what it installed, complete
 * exactly when the installation came to its end; packages for other systems are left out of it.
 */
function isInstalled({ withDevelopment }) {
  const installed = lockedPackages('node_modules/.package-lock.json');
  if (installed === undefined) return false;
  return Object.entries(lockedPackages('package-lock.json') ?? {}).every(([path, locked]) => {
    const isNeeded =
      path !== '' && !locked.optional && (withDevelopment || !(locked.dev || locked.devOptional));
    return !isNeeded || installed[path]?.version === locked.version;
  });
}

function lockedPackages(path) {
  const file = join(ROOT, path);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

function isCurrent({ inputs, output, stamp }) {
  const stampFile = join(ROOT, stamp);
  return (
    existsSync(join(ROOT, output)) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === fingerprintOf(inputs)
  );
}

/** @returns whether it succeeded */
function build({ script, inputs, stamp }) {
  // Taken before, so that what is changed during the build is built again next time.
  const fingerprint = fingerprintOf(inputs);
  if (!npm('run', '--silent', script)) return false;
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(join(ROOT, stamp), fingerprint);
  return true;
}

/** Of names and contents, not of times: a checkout or an unpacked archive gives its files any time. */
function fingerprintOf(inputs) {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap(filesUnder)) {
    hash.update(`${file}\0`).update(
      createHash('sha256')
        .update(readFileSync(join(ROOT, file)))
        .digest(),
    );
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!statSync(join(ROOT, path)).isDirectory()) return [path];
  return readdirSync(join(ROOT, path))
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}

/** @returns whether it succeeded */
function npm(...args) {
  const toStandardError = 2;
  const { status } = spawnSync('npm', args, {
    cwd: ROOT,
    stdio: ['ignore', toStandardError, toStandardError],
    // Only a shell finds npm.cmd there.
    shell: process.platform === 'win32',
  });
  return status === 0;
}

function say(message) {
  process.stderr.write(`latchkey: ${message}\n`);
}

function giveUp(message) {
  say(message);
  process.exit(70);
}

// Also a command of its own: `node scripts/prepare.js`.
if (process.argv[1] === fileURLToPath(import.meta.url)) prepare();
