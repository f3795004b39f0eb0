import type { RawDatabase } from '../../mongodb/connect.js';
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

/**
 * What a migration of MongoDB works on. It knows the database as it is and not the models, which follow the present
 * layout. One that was ended at any point is run again from its start, and when its process stood still for longer
 * than the lease of the lock, a second one runs beside it: so each step must find out what is left to do, and do it
 * once. Indexes that are missing are made afterwards, whatever the layout was.
 */
export type MongodbMigration = Migration<RawDatabase>;

export const MONGODB_MIGRATIONS: readonly MongodbMigration[] = [
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
