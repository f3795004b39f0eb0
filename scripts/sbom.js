import { readFileSync } from 'node:fs';

/**
 * Prints what a running gateway consists of, as CycloneDX 1.5: each package of the lock file that is not for developers
 * alone, with its version, licence and hash. `npm sbom --omit dev` leaves out what developers need as well.
 */
const { name, version, license, packages } = JSON.parse(
  readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'),
);
const NODE_MODULES = 'node_modules/';

function componentOf([place, locked]) {
  const [scope, bare] = nameIn(place);
  const purl = `pkg:npm/${scope === undefined ? '' : `${encodeURIComponent(scope)}/`}${bare}@${locked.version}`;
  const [algorithm, digest] = locked.integrity.split('-');
  return {
    type: 'library',
    'bom-ref': `${purl}#${place}`,
    ...(scope !== undefined && { group: scope }),
    name: bare,
    version: locked.version,
    scope: locked.optional === true ? 'optional' : 'required',
    hashes: [
      { alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(digest, 'base64').toString('hex') },
    ],
    licenses: [licenceOf(locked.license)],
    purl,
  };
}

function nameIn(place) {
  const full = place.slice(place.lastIndexOf(NODE_MODULES) + NODE_MODULES.length);
  return full.startsWith('@') ? full.split('/') : [undefined, full];
}

/** One of several, or several at once, are an expression. */
function licenceOf(text) {
  return text.includes(' ') ? { expression: text } : { license: { id: text } };
}

const root = packages[''];
const components = Object.entries(packages)
  // Workspaces are built into the gateway, and are no packages that it loads.
  .filter(([place, { link }]) => place.startsWith(NODE_MODULES) && link !== true)
  .filter(([, { dev, devOptional }]) => dev !== true && devOptional !== true)
  .map(componentOf);
const bill = {
  $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: {
    component: { type: 'application', name, version, licenses: [licenceOf(license ?? root.license)] },
  },
  components,
};
process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
