import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { prepare } from './prepare.js';

// `npm run bench -- [--record] [SECTION…]`, on a fresh clone too. Tables of all sections go into `bench/RESULTS.md`, those
// of some only with `--record`. `--floors` is what CI asks: is anything far too slow?
prepare({ forTests: true });

const asked = process.argv.slice(2);
const fromRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const run = (file, ...args) =>
  spawnSync(process.execPath, [fromRoot(file), ...args], {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  }).status ?? 1;

process.exitCode =
  run('node_modules/typescript/bin/tsc', '-p', fromRoot('tsconfig.bench.json')) ||
  (asked[0] === '--floors'
    ? run('.cache/bench/bench/floors.js')
    : run('.cache/bench/bench/main.js', ...asked));
