/**
 * What fields cost beyond the usual. A point is about the work of one plain field. The
 * figures follow what requests of many shapes took on an account of 10,000 integrations; docs/limits.md tells them to users.
 */
export interface Weight {
  /** Of the field itself, each time it is asked for. @default 1 */
  readonly own?: number;
  /** For a plain list: how many items it holds at most, or the argument whose length says so. */
  readonly items?: number | { readonly argument: string };
  /** Of each item of a list. @default `ROW` in a connection, else 0 */
  readonly item?: number;
  /** Of a connection: beside its own, when a search has to look at rows that it does not show. */
  readonly search?: number;
  /** Beside its own, for each item of a list in an input object: how much work a change is depends on them. */
  readonly given?: GivenItems;
}

export interface GivenItems {
  readonly argument: string;
  /** Of each item, by the field of the input object that lists them. */
  readonly each: Readonly<Record<string, number>>;
}

/** Every field that nothing is said about. */
export const USUAL = 1;
/** Of what rows hold many of, and which is there with the row: one item is less work than any other field. */
const SLIGHT = 0.5;
/** A connection within rows: those of all rows are read together. */
export const CONNECTION = 100;
/** A list of the account: it is read by commands of its own. */
export const LIST = 250;
/** A list of integrations: its rows, and what the viewer holds on them, are read by commands beside its own. */
const LIST_OF_INTEGRATIONS = 500;
/** A row of a connection is read, decided and made into what the API shows. */
export const ROW = 10;
/** Every field of Mutation: a change reads what it is about, decides, writes, and opens the state after it. */
export const CHANGE = 1_400;
/** Each row of an answer repeats the names of its fields: one point for so many bytes of a name. */
export const NAME_BYTES_PER_POINT = 32;

/** Looks at rows of the account until it has a page. */
const SEARCH_OF_INTEGRATIONS = 2_000;
const SEARCH_OF_DIRECTORY = 500;
/** Of a search, for each portion after the first: a thousand rows more, of up to so many lists side by side. */
export const FURTHER_PORTION = 80;
export const LISTS_OF_PORTION = 20;
/** Decides for user after user. */
const WHO_CAN = 4_000;
/** Facts of one integration are read and all actions on it decided. */
const DECIDED = 50;
/** Whatever the question is, its facts are read by three commands. */
const QUESTION = 400;
/** A grant of a Save is decided for its warnings; a removal is looked up. */
const GRANTED = 50;
const REMOVED = 10;
/** Words are made for it. */
const SENTENCE = 3;
/** At most 16 KiB of JSON each. */
const JSON_VALUE = 128;
const LINKED = 3;

/** Lists of these hold as many items wherever they are. */
export const ITEMS_OF_TYPE: Readonly<Record<string, number>> = { UserError: 200, Warning: 200 };

/** By `Type.field`. A list that is no connection must be here or in the table above: the start refuses another. */
export const WEIGHTS: Readonly<Record<string, Weight>> = {
  'Query.integrations': { own: LIST_OF_INTEGRATIONS, search: SEARCH_OF_INTEGRATIONS },
  'Query.usableIntegrations': { own: LIST_OF_INTEGRATIONS, search: SEARCH_OF_INTEGRATIONS },
  'Query.users': { own: LIST, search: SEARCH_OF_DIRECTORY },
  'Query.groups': { own: LIST, search: SEARCH_OF_DIRECTORY },
  'Query.teams': { own: LIST, search: SEARCH_OF_DIRECTORY },
  'Query.permissions': { own: QUESTION },
  'Query.auditEvents': { own: LIST },
  'Query.whoCan': { own: WHO_CAN },
  'Query.integration': { own: 20 },
  'Query.user': { own: 20 },
  'Query.group': { own: 20 },
  'Query.team': { own: 20 },
  'Query.effectiveRights': { own: QUESTION },
  'Query.checkRights': { own: QUESTION, items: { argument: 'checks' }, item: DECIDED },
  'Query.integrationsById': { own: LIST, items: { argument: 'ids' }, item: 20 },
  'Query.permissionSets': { items: 6 },

  'EffectiveRights.decisions': { items: 6, item: DECIDED },
  'UserDecision.decision': { own: DECIDED },
  'Decision.explanation': { own: SENTENCE },
  'Decision.layers': { own: SENTENCE, items: 5 },
  'Decision.remedies': { own: SENTENCE, items: 5, item: SENTENCE },
  'Decision.remedyActions': { own: SENTENCE, items: 5, item: SENTENCE },
  'RemedyAction.permissionSets': { items: 2 },
  'RemedyAction.principal': { own: LINKED },
  'LayerVerdict.explanation': { own: SENTENCE },
  'LayerVerdict.evidence': { own: SENTENCE, items: 20 },
  'Evidence.kind': { own: SLIGHT },
  'Evidence.subjectId': { own: SLIGHT },
  'Evidence.label': { own: 1 },

  'User.memberships': { items: 50 },
  'Membership.role': { own: SLIGHT },
  'Membership.team': { own: SLIGHT },
  'Team.id': { own: SLIGHT },
  'Team.name': { own: SLIGHT },
  'Team.root': { own: SLIGHT },
  'User.groups': { items: 201 },
  'Group.version': { own: LINKED },
  'Group.externalId': { own: LINKED },
  'Team.version': { own: LINKED },
  'Group.type': { own: SLIGHT },
  'Group.id': { own: SLIGHT },
  'Group.name': { own: SLIGHT },
  'Group.builtIn': { own: SLIGHT },
  'Integration.viewerRights': { own: 5 },
  'Integration.settings': { own: JSON_VALUE },
  'Integration.secrets': { items: 100 },
  'Integration.teams': { own: LINKED, items: 20 },
  'Integration.createdBy': { own: LINKED },
  'Permission.integration': { own: 10 },
  'Permission.grantedBy': { own: LINKED },
  'Permission.reason': { own: SENTENCE },
  'PermissionSet.actions': { items: 6 },
  'PermissionSet.impliedActions': { items: 6 },
  'AuditEvent.before': { own: JSON_VALUE },
  'AuditEvent.after': { own: JSON_VALUE },
  'AuditEvent.reason': { own: SENTENCE },

  // It writes the integration, what its creator holds there, and the teams' part in the lists.
  'Mutation.createIntegration': { own: 2_000 },
  'Mutation.changePermissions': {
    given: { argument: 'input', each: { add: GRANTED, remove: REMOVED } },
  },
  'ChangePermissionsPayload.changes': { items: 200 },
  'ChangePermissionsPayload.removedPermissionIds': { items: 100 },
  'UserError.field': { items: 8 },
};
