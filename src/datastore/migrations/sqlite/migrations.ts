import type { Connection } from '../../sqlite/connection.js';
import type { Migration } from '../migration.js';
import { accountStamps } from './0002-account-stamps.js';
import { foldedNames } from './0003-folded-names.js';
import { livingRecords } from './0004-living-records.js';
import { keyedRequests } from './0005-keyed-requests.js';
import { touchedRecords } from './0006-touched-records.js';
import { teamMembers } from './0007-team-members.js';
import { accessTokens } from './0008-access-tokens.js';
import { deletions } from './0009-deletions.js';
import { ownerless } from './0010-ownerless-integrations.js';

/** All of them run in one transaction: a file has the old layout or the new one, and never anything between. */
export type SqliteMigration = Migration<Connection>;

export const SQLITE_MIGRATIONS: readonly SqliteMigration[] = [
  accountStamps,
  foldedNames,
  livingRecords,
  keyedRequests,
  touchedRecords,
  teamMembers,
  accessTokens,
  deletions,
  ownerless,
];
