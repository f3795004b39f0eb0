import { describe, expect, it } from '@jest/globals';
import { actionsIn } from '../../src/decision/actions.js';
import {
  countingActions,
  CREATOR,
  EDIT_INTEGRATION,
  findPermissionSet,
  isInert,
  MAINTAINER,
  OWNER,
  PERMISSION_SETS,
  SETS_TO_GRANT_FOR,
  USE_INTEGRATION,
  VIEWER,
} from '../../src/decision/permission-sets.js';

const [HERE, EVERYWHERE] = [false, true];

describe('the permission sets', () => {
  it('say what each is for, in words of its own [V9]', () => {
    const descriptions = PERMISSION_SETS.map(({ description }) => description);
    expect(descriptions.filter((text) => text.length < 10)).toEqual([]);
    expect(new Set(descriptions).size).toBe(PERMISSION_SETS.length);
  });

  it('are these six, with ids that never change [V5, V6, V7, V8, V9, U11, U19, U22]', () => {
    expect(PERMISSION_SETS.map(({ name, id, actions }) => [name, id, actions])).toEqual([
      ['Owner', 'c345007c-244a-4606-b2e2-53f4f85e0ac0', ['CREATE', 'READ', 'UPDATE', 'DELETE']],
      ['Maintainer', '85b413c0-db25-42e9-b4d7-ef935759b188', ['READ', 'UPDATE']],
      ['Viewer', '3f1af6de-dc60-4fdb-90ed-5c2493b8f767', ['READ']],
      ['Creator', '38f00b6e-695c-449d-96b9-3a72aeb7f3fd', ['CREATE']],
      ['Use integration', '10fc3de1-7818-46e8-af47-33c5af233538', ['USE']],
      ['Edit integration', 'c573af70-3f48-488d-a39a-a8ba7a19b526', ['READ', 'USE', 'UPDATE', 'DELETE']],
    ]);
  });

  it.each([
    [OWNER, ['USE']],
    [MAINTAINER, ['USE']],
    [VIEWER, []],
    [CREATOR, []],
    [USE_INTEGRATION, []],
    [EDIT_INTEGRATION, []],
  ])('$name implies what UPDATE implies and nothing else [U20]', (set, implied) => {
    expect(set.impliedActions).toEqual(implied);
  });

  it.each([
    [OWNER, ['READ', 'USE', 'UPDATE', 'DELETE'], ['CREATE', 'READ', 'USE', 'UPDATE', 'DELETE']],
    [MAINTAINER, ['READ', 'USE', 'UPDATE'], ['READ', 'USE', 'UPDATE']],
    [VIEWER, ['READ'], ['READ']],
    [CREATOR, [], ['CREATE']],
    [USE_INTEGRATION, ['USE'], ['USE']],
    [EDIT_INTEGRATION, ['READ', 'USE', 'UPDATE', 'DELETE'], ['READ', 'USE', 'UPDATE', 'DELETE']],
  ])('$name counts CREATE on the wildcard alone [U10, U13, V13]', (set, here, everywhere) => {
    expect(actionsIn(countingActions(set.id, HERE))).toEqual(here);
    expect(actionsIn(countingActions(set.id, EVERYWHERE))).toEqual(everywhere);
  });

  it('are inert in one place only: Creator on a single integration', () => {
    const inert = PERMISSION_SETS.flatMap((set) =>
      [HERE, EVERYWHERE].filter((place) => isInert(set.id, place)).map((place) => [set, place]),
    );
    expect(inert).toEqual([[CREATOR, HERE]]);
  });

  it('are found by id, and an unknown one gives nothing', () => {
    for (const set of PERMISSION_SETS) expect(findPermissionSet(set.id)).toBe(set);
    for (const unknown of ['', 'Owner', OWNER.id.toUpperCase(), '__proto__']) {
      expect(findPermissionSet(unknown)).toBeUndefined();
      expect(countingActions(unknown, EVERYWHERE)).toBe(0);
    }
  });

  it.each(Object.entries(SETS_TO_GRANT_FOR))('proposed for %s give it', (action, sets) => {
    expect(sets.length).toBeGreaterThan(0);
    for (const { id } of sets) {
      expect(actionsIn(countingActions(id, action === 'CREATE' ? EVERYWHERE : HERE))).toContain(action);
    }
  });
});
