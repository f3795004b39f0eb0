import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

const PROJECT_ROOT = path.join(__dirname, '../..');

// Each build leaves its output and a line in a journal.
const BUILD = `
const { appendFileSync, existsSync, mkdirSync, writeFileSync } = require('node:fs');
const [what, output] = process.argv.slice(2);
appendFileSync('journal', what + '\\n');
if (existsSync('broken-' + what)) process.exit(1);
mkdirSync(require('node:path').dirname(output), { recursive: true });
writeFileSync(output, '');
console.log('built ' + what);
`;

interface Preparation {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly built: readonly string[];
}

const NOTHING_TO_DO: Preparation = { exitCode: 0, stdout: '', stderr: '', built: [] };

/** A small project with the real script, one dependency of its own, and builds that only leave a trace. */
class Checkout {
  readonly root = mkdtempSync(path.join(tmpdir(), 'latchkey-prepare-'));

  static fresh(): Checkout {
    const checkout = new Checkout();
    for (const file of ['scripts/prepare.js', 'bin/node-version.js']) {
      cpSync(path.join(PROJECT_ROOT, file), path.join(checkout.root, file));
    }
    const scripts = {
      'build:server': 'node build.cjs server dist/main.js',
      'build:explorer': 'node build.cjs explorer dist/explorer/index.html',
      'build:console': 'node build.cjs console dist/console/index.html',
    };
    const project = { name: 'checkout', version: '1.0.0', dependencies: { dependency: 'file:dependency' } };
    const packages = {
      '': project,
      dependency: { version: '1.0.0' },
      'node_modules/dependency': { resolved: 'dependency', link: true },
    };
    checkout.write('build.cjs', BUILD);
    checkout.write('package.json', JSON.stringify({ ...project, type: 'module', scripts }));
    checkout.write('package-lock.json', JSON.stringify({ ...project, lockfileVersion: 3, packages }));
    checkout.write('dependency/package.json', JSON.stringify({ name: 'dependency', version: '1.0.0' }));
    checkout.write('tsconfig.json', '{}');
    checkout.write('tsconfig.build.json', '{}');
    checkout.write('src/deep/main.ts', 'one');
    checkout.write('src/page-documents/tour.ts', 'one');
    checkout.write('explorer/index.html', 'one');
    checkout.write('explorer/src/session/token.ts', 'one');
    checkout.write('console/index.html', 'one');
    checkout.write('schema.graphql', 'one');
    return checkout;
  }

  copy(): Checkout {
    const checkout = new Checkout();
    cpSync(this.root, checkout.root, { recursive: true, verbatimSymlinks: true });
    return checkout;
  }

  write(file: string, text: string): void {
    mkdirSync(path.dirname(this.at(file)), { recursive: true });
    writeFileSync(this.at(file), text);
  }

  at(file: string): string {
    return path.join(this.root, file);
  }

  /** What one run said and built. */
  prepare(): Preparation {
    rmSync(this.at('journal'), { force: true });
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/prepare.js'], {
      cwd: this.root,
      encoding: 'utf8',
    });
    const built = existsSync(this.at('journal'))
      ? readFileSync(this.at('journal'), 'utf8').trim().split('\n')
      : [];
    return { exitCode: status, stdout, stderr, built };
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}

describe('preparing a checkout', () => {
  let prepared: Checkout;
  let first: Preparation;
  let checkout: Checkout;

  beforeAll(() => {
    prepared = Checkout.fresh();
    first = prepared.prepare();
  });
  beforeEach(() => {
    checkout = prepared.copy();
  });
  afterEach(() => {
    checkout.remove();
  });
  afterAll(() => {
    prepared.remove();
  });

  it('installs and builds what is missing, and says so on standard error', () => {
    expect(first).toMatchObject({ exitCode: 0, stdout: '', built: ['server', 'explorer', 'console'] });
    expect(first.stderr).toMatch(
      /installing dependencies[^]*building the server[^]*building the explorer[^]*building the console/,
    );
    expect(first.stderr).not.toMatch(/npm (warn|notice)|audited|looking for funding/i);
    expect(existsSync(prepared.at('node_modules/dependency/package.json'))).toBe(true);
  });

  it('has nothing to do then, whatever the times of the files', () => {
    expect(checkout.prepare()).toEqual(NOTHING_TO_DO);
    utimesSync(checkout.at('src/deep/main.ts'), new Date(), new Date(Date.now() + 60_000));
    expect(checkout.prepare()).toEqual(NOTHING_TO_DO);
  });

  it.each([
    ['a changed source', 'src/deep/main.ts', ['server']],
    ['a new source', 'src/new.ts', ['server']],
    ['a changed document of the pages', 'src/page-documents/tour.ts', ['server', 'explorer', 'console']],
    ['a changed page of the explorer', 'explorer/index.html', ['explorer']],
    ['a changed page of the console', 'console/index.html', ['console']],
    ['what both share', 'explorer/src/session/token.ts', ['explorer', 'console']],
    ['a changed schema', 'schema.graphql', ['console']],
  ])('builds what %s is part of, once', (_, file, built) => {
    checkout.write(file, 'two');
    utimesSync(checkout.at(file), 0, 0);
    expect(checkout.prepare().built).toEqual(built);
    expect(checkout.prepare()).toEqual(NOTHING_TO_DO);
  });

  it('installs again when another version is locked than is installed, and when an installation broke off', () => {
    const lock = readFileSync(checkout.at('package-lock.json'), 'utf8');
    const installed = checkout.at('node_modules/.package-lock.json');
    writeFileSync(
      installed,
      lock.replace('"dependency":{"version":"1.0.0"}', '"dependency":{"version":"0.9.0"}'),
    );
    expect(checkout.prepare().stderr).toContain('installing dependencies');
    expect(checkout.prepare()).toEqual(NOTHING_TO_DO);

    rmSync(installed);
    expect(checkout.prepare().stderr).toContain('installing dependencies');
  });

  it('does without the explorer when that cannot be built, and tries again next time', () => {
    checkout.write('broken-explorer', '');
    checkout.write('explorer/index.html', 'two');
    const failed = checkout.prepare();
    expect(failed).toMatchObject({ exitCode: 0, built: ['explorer'] });
    expect(failed.stderr).toContain('WARNING: the explorer could not be built');

    rmSync(checkout.at('broken-explorer'));
    expect(checkout.prepare().built).toEqual(['explorer']);
  });

  it('fails when the server cannot be built, also where an older one is there', () => {
    checkout.write('broken-server', '');
    checkout.write('src/deep/main.ts', 'two');
    const failed = checkout.prepare();
    expect(failed.exitCode).toBe(70);
    expect(failed.stderr).toContain('the server could not be built');
  });
});
