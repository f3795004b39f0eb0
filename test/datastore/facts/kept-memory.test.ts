import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from '@jest/globals';
import type { IntegrationRecord, PermissionRecord } from '../../../src/datastore/contract/records.js';
import { KeptFacts } from '../../../src/datastore/facts/kept-facts.js';

const MAX_BYTES = 16 * 1024 * 1024;
const SIX_ROWS = [1, 2, 3, 4, 5, 6];

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heapAfterCollection(): number {
  for (let time = 0; time < 4; time += 1) collect();
  return process.memoryUsage().heapUsed;
}

/** A text of its own, and not a part of another one. */
const text = (name: string) => Buffer.from(name).toString();

function integration(id: string): IntegrationRecord {
  return {
    id: text(id),
    name: text(`Integration ${id}`),
    type: 'SLACK',
    system: false,
    teamIds: [text(`team_${id}`)],
    createdById: text(`usr_${id}`),
    createdAt: 1_700_000_000_000,
    updatedAt: 1_700_000_000_000,
    version: 1,
    permissionsRevision: 1,
  };
}

function permission(id: string): PermissionRecord {
  return {
    id: text(`pol_${id}`),
    rbacId: text(`data_providers.${id}`),
    principal: { type: 'USER', id: text(`usr_${id}`) },
    permissionSetId: text(`set_${id}`),
    source: 'GRANTED',
    grantedById: null,
    grantedAt: 1_700_000_000_000,
    reason: text(`Because of ${id}`),
  };
}

function askAs(kept: KeptFacts, viewer: number): void {
  const facts = kept.of({ id: 'acme', revision: 1, stamp: 's' }, `usr_${viewer}`);
  const ids = SIX_ROWS.map((row) => `int_${viewer}_${row}`);
  facts.keepUser(null);
  facts.keepIntegrations([...ids, `unknown_${viewer}`], ids.map(integration));
  facts.keepPermissions(new Map(ids.map((id) => [`data_providers.${id}`, [permission(id)]])));
}

it('O7: what is kept takes no more than its bound, and 10,000 requests more change nothing', () => {
  const empty = heapAfterCollection();
  const kept = new KeptFacts({ maxBytes: MAX_BYTES });
  for (let viewer = 0; viewer < 5_000; viewer += 1) askAs(kept, viewer);
  const full = heapAfterCollection() - empty;
  expect(full).toBeGreaterThan(MAX_BYTES / 8);
  expect(full).toBeLessThan(MAX_BYTES);
  for (let viewer = 5_000; viewer < 15_000; viewer += 1) askAs(kept, viewer);
  expect(heapAfterCollection() - empty).toBeLessThan(1.1 * full);
  expect(kept.of({ id: 'acme', revision: 1, stamp: 's' }, 'usr_14999').user).toBeNull();
});
