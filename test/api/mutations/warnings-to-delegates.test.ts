import { expect, it } from '@jest/globals';
import { CREATOR, EDIT, USE, permission, user } from './stage/company.js';
import { done } from './stage/replies.js';
import { onBothEngines } from './stage/stage.js';
import type { Stage } from './stage/stage.js';

/** Mia's messages about grants on `int_pd`, with the names of the people taken out. */
async function messagesToMia(stage: Stage, grants: readonly { to: string; set: string }[]) {
  const tenant = await stage.company({
    users: [
      user('wendy', { team_web: 'INTEGRATIONS_MANAGER' }),
      user('walt', { team_ops: 'INTEGRATION_OWNER' }),
      user('olga', { team_pay: 'OPERATOR' }),
      { ...user('iris', { team_pay: 'INTEGRATION_OWNER' }), active: false },
    ],
    permissions: [
      permission('pol_any_nils', { to: 'usr_nils', set: EDIT, on: '*' }),
      permission('pol_group', { to: 'grp_oncall', set: USE, on: 'int_pd' }),
    ],
  });
  const messages: string[] = [];
  for (const grant of grants) {
    const { warnings } = done(await tenant.as('mia').grant({ ...grant, on: 'int_pd' }));
    messages.push(
      warnings
        .map(
          ({ code, message }) =>
            `${code}: ${message.replace(/\b(Ada|Rosa|Otto|Nils|Wendy|Walt|Olga|Ina|Iris)\b/g, 'X')}`,
        )
        .join('\n'),
    );
  }
  return messages;
}

/** What only administrators and the people themselves may read of a user. */
const DETAILS =
  /OPERATOR|MANAGER|OWNER\b|ROOT|Payments|Operations|Web|Administrators|On call|UPDATE|DELETE|CREATE|wildcard|group/;

onBothEngines('a warning to a delegate', (stage) => {
  it.each([
    [
      'CAPPED_BY_ROLE',
      [
        { to: 'usr_otto', set: EDIT },
        { to: 'usr_olga', set: EDIT },
      ],
    ],
    [
      'OUTSIDE_TEAM_SCOPE',
      [
        { to: 'usr_wendy', set: EDIT },
        { to: 'usr_walt', set: EDIT },
      ],
    ],
    [
      'REDUNDANT_ADMINISTRATOR',
      [
        { to: 'usr_ada', set: EDIT },
        { to: 'usr_rosa', set: EDIT },
      ],
    ],
    [
      'ALREADY_COVERED',
      [
        { to: 'usr_nils', set: USE },
        { to: 'usr_otto', set: USE },
      ],
    ],
    [
      'INACTIVE_PRINCIPAL',
      [
        { to: 'usr_ina', set: USE },
        { to: 'usr_iris', set: USE },
      ],
    ],
  ])('tells no more of another user than %s', async (code, grants) => {
    const [first, second] = await messagesToMia(stage, grants);
    expect(first).toMatch(new RegExp(`^${code}: `));
    expect(second).toBe(first);
    expect(first).not.toMatch(DETAILS);
  });

  it('is the same for an operator and for nobody’s member, but for the codes', async () => {
    const tenant = await stage.company();
    const mia = tenant.as('mia');
    const otto = done(await mia.grant({ on: 'int_pd', to: 'usr_otto', set: EDIT })).warnings;
    const zoe = done(await mia.grant({ on: 'int_pd', to: 'usr_zoe', set: EDIT })).warnings;
    expect(otto.map(({ code }) => code)).toEqual(['CAPPED_BY_ROLE']);
    expect(zoe.map(({ code }) => code)).toEqual(['CAPPED_BY_ROLE', 'OUTSIDE_TEAM_SCOPE']);
    expect(zoe[0]?.message.replace('Zoe', 'Otto')).toBe(otto[0]?.message);
  });

  it('names everything to an administrator, and to the delegate of their own roles', async () => {
    const tenant = await stage.company();
    const grant = { on: 'int_pd', to: 'usr_otto', set: EDIT };
    const [toAda] = done(await tenant.as('ada').grant(grant)).warnings;
    expect(toAda?.message).toMatch(/UPDATE.*DELETE/);
    const own = done(await tenant.as('mia').grant({ on: 'int_pd', to: 'usr_mia', set: CREATOR })).warnings;
    expect(own.map(({ code }) => code)).toEqual(['INERT_CREATE']);
  });
});
