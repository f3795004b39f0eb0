import mongoose from 'mongoose';
import type { Connection, Model, SchemaDefinition } from 'mongoose';
import type {
  AccessTokenDocument,
  AccountDocument,
  AuditEventDocument,
  ChangeDocument,
  DirectoryDocument,
  GenerationDocument,
  IntegrationDocument,
  KeyedRequestDocument,
  LayoutDocument,
  PermissionDocument,
} from './documents.js';

/** The models of one connection. */
export interface Collections {
  readonly accounts: Model<AccountDocument>;
  readonly directory: Model<DirectoryDocument>;
  readonly integrations: Model<IntegrationDocument>;
  readonly permissions: Model<PermissionDocument>;
  readonly auditEvents: Model<AuditEventDocument>;
  readonly accessTokens: Model<AccessTokenDocument>;
  readonly keyedRequests: Model<KeyedRequestDocument>;
  readonly changes: Model<ChangeDocument>;
  readonly generations: Model<GenerationDocument>;
  readonly layout: Model<LayoutDocument>;
}

/** The name of each collection in the database. */
export const COLLECTION_NAMES: Readonly<Record<keyof Collections, string>> = {
  accounts: 'accounts',
  directory: 'directory',
  integrations: 'integrations',
  permissions: 'permissions',
  auditEvents: 'audit_events',
  accessTokens: 'access_tokens',
  keyedRequests: 'keyed_requests',
  changes: 'changes',
  generations: 'generations',
  layout: 'layout',
};

type Definition<T> = Readonly<Record<keyof T, unknown>>;

const text = String;
const texts = [String];
/** A nested schema would give each element an `_id` of its own. */
const parts = [{ type: mongoose.Schema.Types.Mixed }];

const account: Definition<AccountDocument> = {
  _id: text,
  generation: text,
  name: text,
  plan: text,
  permissionSets: text,
  accessModel: text,
  residualRead: Boolean,
  rootTeamId: text,
  everyoneGroupId: text,
  administratorsGroupId: text,
  systemIntegrationId: text,
  revision: Number,
  wildcardPermissionsRevision: Number,
  settingsRevision: Number,
  importRevision: Number,
  stamp: text,
  cursorKey: text,
  deletions: parts,
};

const row = { _id: text, generation: text, id: text, sortKey: text };

const directory: Definition<DirectoryDocument> = {
  ...row,
  kind: text,
  name: text,
  foldedName: text,
  createdAt: Number,
  version: Number,
  userKind: text,
  userName: text,
  foldedUserName: text,
  externalId: text,
  email: text,
  active: Boolean,
  memberships: parts,
  groupIds: texts,
  memberOf: texts,
  builtIn: text,
};

const integration: Definition<IntegrationDocument> = {
  ...row,
  name: text,
  foldedName: text,
  // Spelled out, because `type` alone is how mongoose says what an object's type is.
  type: { type: text },
  system: Boolean,
  teamIds: texts,
  createdById: text,
  createdAt: Number,
  updatedAt: Number,
  version: Number,
  permissionsRevision: Number,
  tokens: texts,
  settings: text,
  secrets: parts,
};

const permission: Definition<PermissionDocument> = {
  ...row,
  rbacId: text,
  principal: text,
  permissionSetId: text,
  source: text,
  grantedById: text,
  grantedAt: Number,
  reason: text,
  listedIn: texts,
  integration: text,
};

const auditEvent: Definition<AuditEventDocument> = {
  _id: text,
  accountId: text,
  id: text,
  sortKey: text,
  at: Number,
  actorId: text,
  actorName: text,
  kind: text,
  targetKind: text,
  targetId: text,
  targetName: text,
  rbacId: text,
  accessTokenId: text,
  before: text,
  after: text,
  reason: text,
  requestId: text,
  revision: Number,
};

const accessToken: Definition<AccessTokenDocument> = {
  _id: text,
  accountId: text,
  id: text,
  userId: text,
  holder: text,
  listedIn: text,
  sortKey: text,
  name: text,
  tokenHash: text,
  createdAt: Number,
  expiresAt: Number,
  revoked: Boolean,
  lastUsedOn: text,
};

const keyedRequest: Definition<KeyedRequestDocument> = {
  _id: text,
  accountId: text,
  requestHash: text,
  keptAt: Date,
  expiresAt: Date,
  outcomes: text,
};

const change: Definition<ChangeDocument> = {
  _id: text,
  accountId: text,
  revision: Number,
  stamp: text,
  follows: text,
  touched: text,
  at: Date,
};

const generation: Definition<GenerationDocument> = {
  _id: text,
  state: text,
  seenAt: Date,
  accountId: text,
};
const layout: Definition<LayoutDocument> = {
  _id: text,
  version: Number,
  migration: { holder: text, until: Date },
};

/** Defines the models on a connection. Nothing is created in the database. */
export function defineCollections(connection: Connection): Collections {
  const model = <T>(name: keyof Collections, definition: Definition<T>): Model<T> =>
    connection.model<T>(name, schemaOf(definition), COLLECTION_NAMES[name]);
  return {
    accounts: model('accounts', account),
    directory: model('directory', directory),
    integrations: model('integrations', integration),
    permissions: model('permissions', permission),
    auditEvents: model('auditEvents', auditEvent),
    accessTokens: model('accessTokens', accessToken),
    keyedRequests: model('keyedRequests', keyedRequest),
    changes: model('changes', change),
    generations: model('generations', generation),
    layout: model('layout', layout),
  };
}

/** A field that is not defined is an error, in what is written and in what is asked for. */
function schemaOf<T>(definition: Definition<T>): mongoose.Schema<T> {
  return new mongoose.Schema<T>(definition as SchemaDefinition<T>, {
    autoIndex: false,
    autoCreate: false,
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: false,
    minimize: false,
    id: false,
  });
}
