import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { grant } from '../api/changes.js';
import { soundData } from '../api/ask.js';
import { revisionSeen } from '../api/rights.js';
import type { AccountWorld } from '../worlds/account-world.js';
import { worldsAndGrants } from '../worlds/grants.js';
import { OBSERVER, observedWorlds } from '../worlds/observed.js';
import { countOf } from './compare.js';
import { describeOnEachEngine } from './each-engine.js';

/** Everything else that an administrator can list. */
const REST = `{
  account { id name revision }
  users(first: 100) { edges { node { id name email active memberships { team { id } role } groups { id } } } }
  groups(first: 100) { edges { node { id name members(first: 100) { edges { node { id } } } } } }
  teams(first: 100) { edges { node { id name } } }
  wildcard: permissions(rbacId: "data_providers.*", first: 100) { edges { node { id principal { id } } } }
  email: permissions(rbacId: "data_providers.int_email", first: 100) { edges { node { id principal { id } } } }
  auditEvents(first: 100) { edges { node { id kind rbacId revision } } }
}`;

describeOnEachEngine('an account', (stage) => {
  it('is changed in no answer by another, whose rows have the same ids', async () => {
    const cases = fc.record({ mine: observedWorlds(undefined, 'bolt'), other: worldsAndGrants() });
    await stage.proves('L15', { cases, tries: 3 }, async ({ mine, other }) => {
      await stage.import(mine);
      const before = await everythingAbout(mine);
      await stage.import(other.world);
      expect(await everythingAbout(mine)).toEqual(before);
      const ask = stage.as(other.world, OBSERVER);
      const revision = await revisionSeen(ask);
      await grant(ask, other.grant);
      for (const { id } of other.world.integrations.slice(1)) {
        const deletion = `mutation { deleteIntegration(input: { id: "${id}" }) { deletedIntegrationId } }`;
        expect(soundData(await ask(deletion))).toEqual({ deleteIntegration: { deletedIntegrationId: id } });
      }
      expect(await everythingAbout(mine)).toEqual(before);
      expect(await revisionSeen(ask)).toBeGreaterThanOrEqual(revision + other.world.integrations.length - 1);
      return 2 * countOf(before.answers);
    });
  });

  async function everythingAbout(world: AccountWorld) {
    const rest = soundData(await stage.as(world, OBSERVER)(REST));
    return { answers: await stage.answers(world), rest };
  }
});
