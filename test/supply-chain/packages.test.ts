import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../..');

/** Those that ask for no more than that their text is passed on. */
const LICENCES = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  '(MIT AND BSD-3-Clause)',
  '(MIT OR CC0-1.0)',
];

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      integrity: z.string().optional(),
      link: z.boolean().default(false),
      dev: z.boolean().default(false),
      devOptional: z.boolean().default(false),
    }),
  ),
});
const billOfMaterials = z.object({
  bomFormat: z.literal('CycloneDX'),
  metadata: z.object({ component: z.object({ name: z.literal('latchkey') }) }),
  components: z.array(
    z.object({
      name: z.string(),
      group: z.string().optional(),
      version: z.string(),
      purl: z.string().startsWith('pkg:npm/'),
      hashes: z.array(z.object({ alg: z.literal('SHA-512'), content: z.string().regex(/^[0-9a-f]{128}$/) })),
    }),
  ),
});

/** The packages that a running gateway consists of, by their place in `node_modules`. */
const PACKAGES = Object.entries(
  lockFile.parse(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))).packages,
).filter(
  ([place, { link, dev, devOptional }]) => place.startsWith('node_modules/') && !link && !dev && !devOptional,
);

describe('the packages that a gateway runs on [O32]', () => {
  it('have a version, a hash and a licence that is on the list, each of them', () => {
    expect(PACKAGES.length).toBeGreaterThan(100);
    for (const [place, { version, integrity, license }] of PACKAGES) {
      expect({ place, version, integrity }).toEqual({
        place,
        version: expect.stringMatching(/^\d+\.\d+\.\d+/),
        integrity: expect.stringMatching(/^sha512-/),
      });
      expect(LICENCES).toContain(license);
    }
  });

  it('stand in the bill of materials that `npm run sbom` prints', () => {
    const printed = execFileSync('npm', ['run', '--silent', 'sbom'], { cwd: ROOT, encoding: 'utf8' });
    const { components } = billOfMaterials.parse(JSON.parse(printed));
    const listed = components.map(({ group, name, version }) =>
      [...(group === undefined ? [] : [group]), `${name}@${version}`].join('/'),
    );
    const locked = PACKAGES.map(
      ([place, { version }]) => `${place.split('node_modules/').at(-1)}@${version}`,
    );
    expect(listed.sort()).toEqual(locked.sort());
    // One that developers need as well, and none that they alone need.
    expect(listed.some((name) => name.startsWith('@fastify/static@'))).toBe(true);
    expect(listed.some((name) => name.startsWith('jest@'))).toBe(false);
  });
});
