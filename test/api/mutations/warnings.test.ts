import { describe, expect, it } from '@jest/globals';
import { CREATOR, EDIT, MAINTAINER, OWNER, USE, VIEWER, permission, user } from './stage/company.js';
import type { CompanyOptions, Granted } from './stage/company.js';
import { done, onlyPermission, outcomes, warningCodes } from './stage/replies.js';
import type { PermissionsPayload } from './stage/replies.js';
import { onBothEngines } from './stage/stage.js';
import type { Stage } from './stage/stage.js';

/** Wendy manages another team; Owen manages that one too, and operates in Payments. */
const USERS = [
  user('wendy', { team_web: 'INTEGRATIONS_MANAGER' }),
  user('owen', { team_web: 'INTEGRATIONS_MANAGER', team_pay: 'OPERATOR' }),
];

interface Case extends Granted {
  readonly what: string;
  readonly warns: readonly string[];
  /** Permissions that are there before. */
  readonly given?: readonly Granted[];
  readonly settings?: CompanyOptions['settings'];
}

const INERT: readonly Case[] = [
  { what: 'Creator on one integration', to: 'usr_nils', set: CREATOR, on: 'int_pd', warns: ['INERT_CREATE'] },
  {
    what: 'the same to an administrator',
    to: 'usr_ada',
    set: CREATOR,
    on: 'int_pd',
    warns: ['INERT_CREATE'],
  },
  { what: 'Creator on the wildcard', to: 'usr_nils', set: CREATOR, on: '*', warns: [] },
  { what: 'Owner on one integration', to: 'usr_nils', set: OWNER, on: 'int_pd', warns: [] },
];

const ROLES: readonly Case[] = [
  { what: 'Edit to an operator', to: 'usr_otto', set: EDIT, on: 'int_pd', warns: ['CAPPED_BY_ROLE'] },
  { what: 'Creator to an operator', to: 'usr_otto', set: CREATOR, on: '*', warns: ['CAPPED_BY_ROLE'] },
  { what: 'Use to an operator', to: 'usr_otto', set: USE, on: 'int_pd', warns: [] },
  { what: 'Viewer to an operator', to: 'usr_otto', set: VIEWER, on: 'int_pd', warns: [] },
  { what: 'Edit to a manager', to: 'usr_nils', set: EDIT, on: 'int_pd', warns: [] },
  { what: 'Edit to a group of operators', to: 'grp_oncall', set: EDIT, on: 'int_pd', warns: [] },
  {
    ...{ what: 'Edit to an operator, grants only', to: 'usr_otto', set: EDIT, on: 'int_pd', warns: [] },
    settings: { accessModel: 'GRANTS_ONLY' },
  },
  {
    ...{ what: 'Edit to an operator, not enforced yet', to: 'usr_otto', set: EDIT, on: 'int_pd' },
    ...{ settings: { permissionSets: 'SHADOW' }, warns: ['CAPPED_BY_ROLE'] },
  },
];

const BOTH = ['CAPPED_BY_ROLE', 'OUTSIDE_TEAM_SCOPE'];
const SCOPE: readonly Case[] = [
  {
    what: 'Edit to a manager elsewhere',
    to: 'usr_wendy',
    set: EDIT,
    on: 'int_pd',
    warns: ['OUTSIDE_TEAM_SCOPE'],
  },
  {
    what: 'Use to a manager elsewhere',
    to: 'usr_wendy',
    set: USE,
    on: 'int_pd',
    warns: ['OUTSIDE_TEAM_SCOPE'],
  },
  { what: 'Use to a user without teams', to: 'usr_zoe', set: USE, on: 'int_pd', warns: BOTH },
  {
    ...{ what: 'Edit to who manages elsewhere and operates there', to: 'usr_owen', set: EDIT, on: 'int_pd' },
    warns: ['OUTSIDE_TEAM_SCOPE'],
  },
  { what: 'Use to the same', to: 'usr_owen', set: USE, on: 'int_pd', warns: [] },
  { what: 'Edit to a manager of the root team', to: 'usr_rick', set: EDIT, on: 'int_ops', warns: [] },
  { what: 'Edit on the wildcard', to: 'usr_wendy', set: EDIT, on: '*', warns: [] },
  { what: 'Viewer on the system integration', to: 'usr_wendy', set: VIEWER, on: 'int_email', warns: [] },
  { what: 'Edit to a group', to: 'grp_oncall', set: EDIT, on: 'int_ops', warns: [] },
  {
    ...{
      what: 'Edit to a manager elsewhere, grants only',
      to: 'usr_wendy',
      set: EDIT,
      on: 'int_pd',
      warns: [],
    },
    settings: { accessModel: 'GRANTS_ONLY' },
  },
];

const ADMINISTRATORS = ['REDUNDANT_ADMINISTRATOR'];
const REDUNDANT: readonly Case[] = [
  {
    what: 'Edit to a member of Administrators',
    to: 'usr_ada',
    set: EDIT,
    on: 'int_pd',
    warns: ADMINISTRATORS,
  },
  { what: 'Creator to a root administrator', to: 'usr_rosa', set: CREATOR, on: '*', warns: ADMINISTRATORS },
  { what: 'Edit to the group', to: 'grp_administrators', set: EDIT, on: 'int_pd', warns: ADMINISTRATORS },
  { what: 'Edit to everyone', to: 'grp_everyone', set: EDIT, on: 'int_pd', warns: [] },
  {
    ...{ what: 'Edit to an administrator, grants only', to: 'usr_rosa', set: EDIT, on: 'int_pd' },
    ...{ settings: { accessModel: 'GRANTS_ONLY' }, warns: ADMINISTRATORS },
  },
];

const INACTIVE: readonly Case[] = [
  { what: 'Use to an inactive user', to: 'usr_ina', set: USE, on: 'int_pd', warns: ['INACTIVE_PRINCIPAL'] },
  { what: 'Viewer everywhere', to: 'usr_ina', set: VIEWER, on: '*', warns: ['INACTIVE_PRINCIPAL'] },
  {
    ...{ what: 'Edit to an inactive operator', to: 'usr_ina', set: EDIT, on: 'int_pd' },
    warns: ['CAPPED_BY_ROLE', 'INACTIVE_PRINCIPAL'],
  },
  {
    ...{ what: 'Creator on one integration', to: 'usr_ina', set: CREATOR, on: 'int_pd' },
    warns: ['INERT_CREATE', 'INACTIVE_PRINCIPAL'],
  },
];

const ALREADY = ['ALREADY_COVERED'];
const nils = { to: 'usr_nils', on: 'int_pd' };
const COVERED: readonly Case[] = [
  { what: 'less than one has', ...nils, set: MAINTAINER, given: [{ ...nils, set: EDIT }], warns: ALREADY },
  {
    what: 'Use beside UPDATE [U20]',
    ...nils,
    set: USE,
    given: [{ ...nils, set: MAINTAINER }],
    warns: ALREADY,
  },
  {
    what: 'Viewer beside UPDATE',
    ...nils,
    set: VIEWER,
    given: [{ ...nils, set: MAINTAINER }],
    warns: ALREADY,
  },
  { what: 'more than one has', ...nils, set: EDIT, given: [{ ...nils, set: MAINTAINER }], warns: [] },
  { what: 'Use beside READ', ...nils, set: USE, given: [{ ...nils, set: VIEWER }], warns: [] },
  { what: 'Viewer beside USE', ...nils, set: VIEWER, given: [{ ...nils, set: USE }], warns: [] },
  {
    ...{ what: 'what all integrations give', ...nils, set: EDIT, warns: ALREADY },
    given: [{ to: 'usr_nils', on: '*', set: EDIT }],
  },
  {
    ...{ what: 'what a group gives', to: 'usr_otto', on: 'int_pd', set: USE, warns: ALREADY },
    given: [{ to: 'grp_oncall', on: 'int_pd', set: USE }],
  },
  {
    ...{ what: 'what everyone has', to: 'grp_oncall', on: 'int_pd', set: USE, warns: ALREADY },
    given: [{ to: 'grp_everyone', on: 'int_pd', set: USE }],
  },
  {
    ...{ what: 'what one member of the group has', to: 'grp_oncall', on: 'int_pd', set: USE, warns: [] },
    given: [{ to: 'usr_otto', on: 'int_pd', set: USE }],
  },
  {
    ...{ what: 'what one has elsewhere', ...nils, set: USE, warns: [] },
    given: [{ to: 'usr_nils', on: 'int_ops', set: USE }],
  },
  { what: 'Use on the system integration', to: 'usr_nils', on: 'int_email', set: USE, warns: ALREADY },
  {
    ...{ what: 'the same on all, of what one has on one', to: 'usr_nils', on: '*', set: EDIT, warns: [] },
    given: [{ ...nils, set: EDIT }],
  },
];

async function grant(stage: Stage, { settings, given = [], to, set, on }: Case): Promise<PermissionsPayload> {
  const permissions = given.map((each, index) => permission(`pol_given_${index}`, each));
  const tenant = await stage.company({ users: USERS, permissions, ...(settings && { settings }) });
  return done(await tenant.as('ada').grant({ to, set, on }));
}

onBothEngines('the warnings of a grant', (stage) => {
  describe.each([
    ['INERT_CREATE', INERT],
    ['CAPPED_BY_ROLE', ROLES],
    ['OUTSIDE_TEAM_SCOPE', SCOPE],
    ['REDUNDANT_ADMINISTRATOR', REDUNDANT],
    ['ALREADY_COVERED', COVERED],
    ['INACTIVE_PRINCIPAL', INACTIVE],
  ])('%s', (_code, cases) => {
    it.each(cases)('$what: $warns, and it is granted all the same', async (asked) => {
      const payload = await grant(stage, asked);
      expect(warningCodes(payload)).toEqual(asked.warns);
      expect(outcomes(payload)).toEqual([`CREATED ${asked.to}`]);
      expect(onlyPermission(payload).inert).toBe(asked.warns.includes('INERT_CREATE'));
    });
  });

  it.each([
    { to: 'usr_otto', set: EDIT, on: 'int_pd', says: ['UPDATE', 'DELETE'], not: ['READ', 'USE', 'CREATE'] },
    { to: 'usr_otto', set: MAINTAINER, on: 'int_pd', says: ['UPDATE'], not: ['READ', 'USE', 'DELETE'] },
    { to: 'usr_otto', set: OWNER, on: 'int_pd', says: ['UPDATE', 'DELETE'], not: ['CREATE', 'READ'] },
    { to: 'usr_otto', set: OWNER, on: '*', says: ['CREATE', 'UPDATE', 'DELETE'], not: ['READ', 'USE'] },
    { to: 'usr_zoe', set: USE, on: 'int_pd', says: ['USE'], not: ['READ', 'UPDATE'] },
  ])('say which of it no role permits: $says', async ({ says, not, ...asked }) => {
    const { warnings } = await grant(stage, { ...asked, what: '', warns: [] });
    const message = warnings.find(({ code }) => code === 'CAPPED_BY_ROLE')?.message ?? '';
    const words = message.split(/\W+/);
    expect(says.filter((action) => !words.includes(action))).toEqual([]);
    expect(not.filter((action) => words.includes(action))).toEqual([]);
  });

  it('judge a Save by the state after all of it, grant by grant', async () => {
    const tenant = await stage.company({ users: USERS });
    const payload = done(
      await tenant.as('ada').save({
        on: 'int_slack',
        remove: ['pol_slack_mia'],
        add: [
          { to: 'usr_mia', set: VIEWER },
          { to: 'usr_nils', set: USE },
          { to: 'usr_ada', set: USE },
          { to: 'usr_otto', set: EDIT },
          { to: 'usr_otto', set: USE },
        ],
      }),
    );
    expect(warningCodes(payload)).toEqual([
      'ALREADY_COVERED',
      'REDUNDANT_ADMINISTRATOR',
      'CAPPED_BY_ROLE',
      'ALREADY_COVERED',
    ]);
    expect(payload.warnings.map(({ message }) => /Nils|Ada|Otto/.exec(message)?.[0])).toEqual([
      ...['Nils', 'Ada', 'Otto', 'Otto'],
    ]);
  });

  it('come with what is UNCHANGED, and not with what was refused or removed', async () => {
    const tenant = await stage.company();
    const ada = tenant.as('ada');
    const asked = { on: 'int_pd', to: 'usr_otto', set: EDIT };
    done(await ada.grant(asked));
    expect(warningCodes(done(await ada.grant(asked)))).toEqual(['CAPPED_BY_ROLE']);
    const refused = await ada.save({ on: 'int_pd', add: [asked, { to: 'usr_nobody', set: USE }] });
    expect(refused.payload?.warnings).toEqual([]);
    expect(warningCodes(done(await ada.revoke('pol_slack_mia')))).toEqual([]);
  });
});
