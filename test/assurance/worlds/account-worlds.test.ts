import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ACTIONS } from '../../../src/decision/actions.js';
import { ACCESS_MODELS, PERMISSION_SETS_MODES, PLANS } from '../../../src/decision/facts.js';
import { PERMISSION_SETS } from '../../../src/decision/permission-sets.js';
import { INTEGRATION_TYPES } from '../../../src/datastore/contract/records.js';
import { accountWorlds } from './account-worlds.js';
import { kindsIn } from './kinds.js';

const PLACES = ['an integration', 'the system integration', 'the wildcard'];
const HOLDERS = ['a USER', 'a GROUP', 'grp_everyone', 'grp_administrators'];
const MANAGING = ['INTEGRATIONS_MANAGER', 'INTEGRATION_OWNER', 'OPERATOR'];

const KINDS: readonly string[] = [
  ...PLANS.flatMap((plan) =>
    PERMISSION_SETS_MODES.flatMap((mode) =>
      ACCESS_MODELS.flatMap((model) =>
        ['with', 'without'].map((has) => `${plan} ${mode} ${model} ${has} residual read`),
      ),
    ),
  ),
  ...['an active user', 'an inactive user', 'a user with several roles'],
  ...['teams of a user', 'groups of a user', 'teams of an integration'].flatMap((rows) =>
    ['none', 'one', 'several'].map((count) => `${rows}: ${count}`),
  ),
  ...[...MANAGING, 'ADMINISTRATOR'].map((role) => `${role} in the root team`),
  ...MANAGING.map((role) => `${role} in a team`),
  ...['an administrator by group', 'an administrator by role', 'an administrator by both'],
  ...['an inactive administrator by group', 'an inactive administrator by role'],
  ...PERMISSION_SETS.flatMap(({ name }) => PLACES.map((place) => `${name} on ${place}`)),
  ...HOLDERS.flatMap((holder) => PLACES.map((place) => `a permission of ${holder} on ${place}`)),
  ...['GRANTED', 'AUTOMATIC', 'SYSTEM'].map((source) => `a permission that is ${source}`),
  ...['an inert permission', 'one principal on an integration and on the wildcard'],
  ...INTEGRATION_TYPES,
  ...['an integration without creator', 'an integration whose creator is active'],
  'an integration whose creator is inactive',
  ...['users', 'integrations'].flatMap((rows) => [
    ...[`${rows} of one name`, `${rows} whose names differ in case alone`],
    ...[`${rows} whose names differ in normal form alone`, `${rows} whose names grow when folded`],
    ...[`${rows} with the longest name`, `${rows} named beyond the BMP`],
  ]),
  ...['one id of a team, a user, a group and an integration', 'ids that differ in case alone'],
  'an id that is a built-in property',
  ...ACTIONS.flatMap((action) => [`${action} allowed`, `${action} denied`]),
  ...['USER_INACTIVE', 'SYSTEM_INTEGRATION', 'PERMISSIONS_NOT_ENFORCED'].map(
    (reason) => `${reason} by ACCOUNT, denied`,
  ),
  ...['SYSTEM_INTEGRATION', 'PERMISSIONS_NOT_ENFORCED'].map((reason) => `${reason} by ACCOUNT, allowed`),
  ...['ADMINISTRATOR by ROLE, allowed', 'ROLE_LACKS_ACTION by ROLE, denied'],
  'OUTSIDE_TEAM_SCOPE by TEAM_SCOPE, denied',
  'PERMISSION_SET_LACKS_ACTION by PERMISSION_SET, denied',
  ...['NOT_THE_CREATOR by DELEGATION, denied', 'ADMINISTRATORS_ONLY by DELEGATION, denied'],
  ...['TEAM_SCOPE', 'PERMISSION_SET', 'DELEGATION'].map((layer) => `ALL_LAYERS_PASSED by ${layer}, allowed`),
];

it('generated accounts hold every kind of thing that may make a difference, and each decision that there is', () => {
  const found = new Map<string, number>();
  for (const world of fc.sample(accountWorlds(), { seed: 20_260, numRuns: 1_500 })) {
    for (const kind of new Set(kindsIn(world))) found.set(kind, (found.get(kind) ?? 0) + 1);
  }
  expect([...found.keys()].sort()).toEqual([...KINDS].sort());
  // Often enough that a run of some hundred accounts meets each.
  expect([...found].filter(([, times]) => times < 5)).toEqual([]);
});
