import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { CREATOR, OWNER, USE, VIEWER, rbac } from './stage/company.js';
import { done, outcomes, refusal } from './stage/replies.js';
import { onBothEngines } from './stage/stage.js';
import type { Tenant } from './stage/tenant.js';

const CONFLICT = ['CONFLICT input.expectedRevision'];

/** The revision of the list that a Permissions tab shows. */
async function revisionSeen(tenant: Tenant, on: string): Promise<number> {
  const query = 'query ($on: String!) { permissions(rbacId: $on, first: 1) { revision } }';
  const { data } = await tenant.as('ada').ask(query, { on: rbac(on) });
  return z.object({ permissions: z.object({ revision: z.int() }) }).parse(data).permissions.revision;
}

const add = [{ to: 'usr_zoe', set: VIEWER }];

onBothEngines('a Save that tells which revision it saw', (stage) => {
  it('is carried out when nothing changed since', async () => {
    const tenant = await stage.company();
    const expectedRevision = await revisionSeen(tenant, 'int_slack');
    expect(expectedRevision).toBe(await tenant.revision());
    const saved = await tenant.as('ada').save({ on: 'int_slack', add, expectedRevision });
    expect(outcomes(done(saved))).toEqual(['CREATED usr_zoe']);
  });

  it('is a CONFLICT when a permission there was added or removed since', async () => {
    const changes = [
      (tenant: Tenant) => tenant.as('rosa').grant({ on: 'int_slack', to: 'usr_otto', set: USE }),
      (tenant: Tenant) => tenant.as('rosa').revoke('pol_slack_mia'),
    ];
    for (const change of changes) {
      const tenant = await stage.company();
      const expectedRevision = await revisionSeen(tenant, 'int_slack');
      done(await change(tenant));
      const save = () => tenant.as('ada').save({ on: 'int_slack', add, expectedRevision });
      expect(refusal(await tenant.unchangedBy(save))).toEqual(CONFLICT);
      const again = await revisionSeen(tenant, 'int_slack');
      done(await tenant.as('ada').save({ on: 'int_slack', add, expectedRevision: again }));
    }
  });

  it('is carried out after changes of anything else', async () => {
    const tenant = await stage.company();
    const expectedRevision = await revisionSeen(tenant, 'int_slack');
    const ada = tenant.as('ada');
    done(await ada.grant({ on: 'int_pd', to: 'usr_otto', set: USE }));
    done(await ada.grant({ on: '*', to: 'usr_otto', set: USE }));
    done(await ada.update('int_slack', { name: 'Renamed', teamIds: [], settings: {} }));
    done(await ada.create());
    done(await ada.remove('int_ops'));
    done(await ada.grant({ on: 'int_slack', to: 'usr_nils', set: OWNER }));
    done(await ada.revoke('pol_nowhere'));
    expect(outcomes(done(await ada.save({ on: 'int_slack', add, expectedRevision })))).toEqual([
      'CREATED usr_zoe',
    ]);
  });

  it('is about the wildcard as about an integration', async () => {
    const tenant = await stage.company();
    const ada = tenant.as('ada');
    const expectedRevision = await revisionSeen(tenant, '*');
    done(await ada.grant({ on: 'int_pd', to: 'usr_otto', set: USE }));
    done(await ada.save({ on: '*', add, expectedRevision }));
    const save = () => ada.save({ on: '*', remove: ['pol_create'], expectedRevision });
    expect(refusal(await tenant.unchangedBy(save))).toEqual(CONFLICT);
  });

  it('is a CONFLICT after an import that replaced the account', async () => {
    const tenant = await stage.company();
    const expectedRevision = await revisionSeen(tenant, 'int_slack');
    await tenant.replace((file) => file);
    for (const on of ['int_slack', '*']) {
      const save = () => tenant.as('ada').save({ on, add, expectedRevision });
      expect(refusal(await tenant.unchangedBy(save))).toEqual(CONFLICT);
    }
    const seen = await revisionSeen(tenant, 'int_slack');
    done(await tenant.as('ada').save({ on: 'int_slack', add, expectedRevision: seen }));
  });

  it('is a CONFLICT with what was seen before the integration was created', async () => {
    const tenant = await stage.company();
    const expectedRevision = await tenant.revision();
    const created = done(await tenant.as('mia').create());
    const on = created.integration?.id ?? '';
    const stale = await tenant.unchangedBy(() => tenant.as('ada').save({ on, add, expectedRevision }));
    expect(refusal(stale)).toEqual(CONFLICT);
    done(await tenant.as('ada').save({ on, add, expectedRevision: created.revision ?? 0 }));
  });

  it('is a CONFLICT also when it would change nothing any more', async () => {
    const tenant = await stage.company();
    const expectedRevision = await revisionSeen(tenant, 'int_slack');
    done(await tenant.as('ada').grant({ on: 'int_slack', ...grantOf(add) }));
    expect(refusal(await tenant.as('rosa').save({ on: 'int_slack', add, expectedRevision }))).toEqual(
      CONFLICT,
    );
  });

  it('takes the revision of its own payload as seen', async () => {
    const tenant = await stage.company();
    const ada = tenant.as('ada');
    const first = done(await ada.save({ on: 'int_slack', add }));
    const second = { on: 'int_slack', remove: ['pol_slack_mia'], expectedRevision: first.revision ?? 0 };
    expect(outcomes(done(await ada.save(second)))).toEqual(['REMOVED usr_mia']);
  });

  describe('of an integration: expectedVersion', () => {
    it('refuses an update of another version, and takes that of the present one', async () => {
      const tenant = await stage.company();
      const mia = tenant.as('mia');
      done(await mia.update('int_pd', { name: 'One', expectedVersion: 1 }));
      const stale = await tenant.unchangedBy(() => mia.update('int_pd', { name: 'Two', expectedVersion: 1 }));
      expect(refusal(stale)).toEqual(['CONFLICT input.expectedVersion']);
      for (const expectedVersion of [0, -1, 3, 1_000_000]) {
        const reply = await tenant.unchangedBy(() => mia.update('int_pd', { name: 'Two', expectedVersion }));
        expect(refusal(reply)).toEqual(['CONFLICT input.expectedVersion']);
      }
      done(await mia.update('int_pd', { name: 'Two', expectedVersion: 2 }));
    });

    it('does not move with permissions', async () => {
      const tenant = await stage.company();
      done(await tenant.as('ada').grant({ on: 'int_pd', to: 'usr_zoe', set: CREATOR }));
      done(await tenant.as('mia').update('int_pd', { name: 'One', expectedVersion: 1 }));
    });
  });
});

function grantOf([grant]: typeof add): (typeof add)[number] {
  return grant ?? { to: '', set: '' };
}
