import { afterAll, beforeAll, describe } from '@jest/globals';
import { describeAccessTokens } from './access-tokens.js';
import { describeAccounts } from './accounts.js';
import { describeAuditEvents } from './audit-events.js';
import { describeChangeChain } from './change-chain.js';
import { describeChangedDirectory } from './changed-directory.js';
import { describeChangedLists } from './changed-lists.js';
import { describeChanges } from './changes.js';
import { describeCommandCounts } from './command-counts.js';
import { describeConcurrency } from './concurrency.js';
import { describeDeletions } from './deletions.js';
import { describeDirectory } from './directory.js';
import { describeErrors } from './errors.js';
import { describeIds } from './ids.js';
import { describeImports } from './imports.js';
import { describeIntegrationPages } from './integration-pages.js';
import { describeIntegrations } from './integrations.js';
import { describeIsolation } from './isolation.js';
import { describeKeyedRequests } from './keyed-requests.js';
import { describeMembers } from './members.js';
import { describePermissionPages } from './permission-pages.js';
import { describePermissions } from './permissions.js';
import { describeResealedSecrets } from './resealed-secrets.js';
import { describeSearches } from './searches.js';
import { describeSnapshots } from './snapshots.js';
import { describeSoughtUsers } from './sought-users.js';
import { describeStamps } from './stamps.js';
import { StartedSubject } from './subject.js';
import type { Start, Subject, Traits } from './subject.js';
import { describeText } from './text.js';

const PARTS: readonly ((subject: Subject) => void)[] = [
  describeSnapshots,
  describeStamps,
  describeIsolation,
  describeDirectory,
  describeMembers,
  describeSoughtUsers,
  describeIntegrations,
  describeIntegrationPages,
  describeSearches,
  describePermissions,
  describePermissionPages,
  describeAuditEvents,
  describeChanges,
  describeChangedLists,
  describeChangedDirectory,
  describeDeletions,
  describeChangeChain,
  describeConcurrency,
  describeKeyedRequests,
  describeAccessTokens,
  describeResealedSecrets,
  describeImports,
  describeAccounts,
  describeIds,
  describeText,
  describeErrors,
  describeCommandCounts,
];

const LEAST: Traits = { persists: false, canBeCorrupted: false, changesPassSnapshots: false };

/**
 * The conformance suite: what every engine must do, whatever it is made of. `start` gives an open datastore that holds
 * nothing else. What is special to an engine (how it waits, how it comes back) is tested beside that engine.
 */
export function describeDatastore(name: string, start: Start, traits: Partial<Traits> = {}): void {
  describe(name, () => {
    const subject = new StartedSubject({ ...LEAST, ...traits });
    beforeAll(async () => {
      subject.started = await start();
    });
    afterAll(async () => {
      await subject.started.stop();
    });
    for (const describePart of PARTS) describePart(subject);
  });
}
