import { askedIn } from './asked.js';
import type { AskedRequest, Caller } from './asked.js';

/** Each is asked for as often as every limit allows, by an administrator and by somebody who is none. */
const QUERIES: Readonly<Record<string, string>> = {
  'plain fields':
    '{ users(first: 100) { edges { cursor node { id name active type } } pageInfo { endCursor } } }',
  'long names in each row': '{ users(first: 100) { edges { node { id @times(of: 10, name: 128) } } } }',
  'guarded fields': '{ users(first: 100) { edges { node { email isAdministrator } } } }',
  'guarded fields under long names':
    '{ users(first: 100) { edges { node { email @times(of: 400, name: 128) } } } }',
  'memberships and groups':
    '{ users(first: 100) { edges { node { memberships { role team { id name root } } groups { id name builtIn } } } } }',
  'groups read for every user':
    '{ viewer { groups { id } memberships { role } } users(first: 100) { edges { cursor } } }',
  'members of every group':
    '{ groups(first: 100) { edges { node { members(first: 100) { edges { node { id } } } } } } }',
  'members of my groups':
    '{ viewer { groups { members(first: 100) { edges { node { id name } } } permissions(first: 100) { edges { node { id } } } } } }',
  'permissions of every group':
    '{ groups(first: 50) { edges { node { permissions(first: 20) { edges { node { id integration { name } } } } } } } }',
  integrations:
    '{ integrations(first: 100) { edges { node { id name type viewerRights { canRead canUse canUpdate canDelete canManagePermissions } } } } }',
  'integrations to use':
    '{ usableIntegrations(first: 100) { edges { node { id viewerRights { canUse } } } } }',
  'integrations with settings':
    '{ integrations(first: 100) { edges { node { settings secrets { name } teams { name } createdBy { name } createdAt updatedAt } } } }',
  'integrations with permissions':
    '{ integrations(first: 100) { edges { node { permissions(first: 5) { edges { node { id principal { id name } permissionSet { name } } } } } } } }',
  'a page of one row': '{ integrations(first: 1) { edges { cursor } } }',
  'a page of users of one row': '{ users(first: 1) { edges { cursor } } }',
  'search that finds nothing': '{ integrations(search: "nothing NUMBER") { edges { cursor } } }',
  'search of what can be used that finds nothing':
    '{ usableIntegrations(search: "nothing NUMBER") { edges { cursor } } }',
  'search that finds all': '{ integrations(first: 100, search: "channel") { edges { cursor } } }',
  'search of the directory': '{ users(search: "nothing NUMBER") { edges { cursor } } }',
  'search of groups and teams':
    '{ groups(search: "nothing NUMBER") { edges { cursor } } teams(search: "nothing NUMBER") { edges { cursor } } }',
  'integrations by id': '{ integration(id: "INTEGRATION") { id name viewerRights { canUse } } }',
  'ids that are unknown': '{ integration(id: "INTEGRATION_NUMBER") { id } }',
  'many integrations by id': '{ integrationsById(ids: IDS) { id viewerRights { canUpdate } } }',
  permissions:
    '{ permissions(first: 100, rbacId: "data_providers.INTEGRATION") { edges { node { id principal { id name } permissionSet { name actions impliedActions } grantedBy { name } reason } } } }',
  'effective rights':
    '{ effectiveRights(rbacId: "data_providers.INTEGRATION", userId: "PERSON") { decisions { action allowed decidedBy reason } } }',
  'effective rights with evidence':
    '{ effectiveRights(rbacId: "data_providers.INTEGRATION", userId: "PERSON") { decisions { explanation remedies layers { explanation evidence { kind subjectId label } } } } }',
  'my effective rights with evidence':
    '{ effectiveRights(rbacId: "data_providers.INTEGRATION") { decisions { explanation remedies layers { explanation evidence { kind subjectId label } } } } }',
  'remedies that can be applied':
    '{ effectiveRights(rbacId: "data_providers.INTEGRATION", userId: "PERSON") { decisions { remedyActions { kind rbacId principal { id name } permissionSets { id name } team { name } role viewerMayApply } } } }',
  'checks of rights': '{ checkRights(checks: CHECKS) { allowed } }',
  'checks of rights with evidence':
    '{ checkRights(checks: CHECKS) { explanation remedies layers { evidence { label } } } }',
  'checks explained in one of two':
    '{ effectiveRights(rbacId: "data_providers.INTEGRATION") { decisions { explanation } } checkRights(checks: CHECKS) { allowed } }',
  'who can': '{ whoCan(first: 100, rbacId: "data_providers.INTEGRATION", action: USE) { edges { cursor } } }',
  'who can, of whom there are few':
    '{ whoCan(first: 1, rbacId: "data_providers.INTEGRATION", action: MANAGE_PERMISSIONS) { edges { cursor } } }',
  'who can with evidence':
    '{ whoCan(first: 100, rbacId: "data_providers.INTEGRATION", action: USE) { edges { node { user { name } decision { explanation layers { evidence { label } } } } } } }',
  'who can, explained in one of two':
    '{ effectiveRights(rbacId: "data_providers.INTEGRATION") { decisions { explanation } } whoCan(first: 100, rbacId: "data_providers.INTEGRATION", action: USE) { edges { cursor } } }',
  'audit trail':
    '{ auditEvents(first: 100) { edges { node { id at actorName kind target { name } before after reason requestId } } } }',
  'audit trail of nobody':
    '{ auditEvents(first: 1, actorId: "PERSON", from: "2020-01-01T00:00:00Z") { edges { cursor } } }',
  'permission sets': '{ permissionSets { id name description actions impliedActions builtIn } }',
  'the viewer': '{ viewer { id name email groups { id name } memberships { role team { id } } } }',
  'one small field': '{ account { id } }',
  'names of types': '{ users(first: 100) { edges { node { __typename @times(of: 90, name: 16) } } } }',
};

const MUTATIONS: Readonly<Record<string, string>> = {
  'creating integrations':
    'mutation { createIntegration(input: { name: "Made NUMBER", type: SLACK, settings: { a: [1, 2, 3] } }) { integration { id teams { name } permissions(first: 5) { edges { node { id } } } } userErrors { message } } }',
  'changing integrations':
    'mutation { updateIntegration(input: { id: "INTEGRATION", name: "Changed NUMBER" }) { integration { id } userErrors { message } } }',
  'grants that are refused':
    'mutation { grantPermission(input: { principal: { type: USER, id: "nobody_NUMBER" }, permissionSetId: "none", rbacId: "data_providers.INTEGRATION" }) { userErrors { code message field } } }',
  grants:
    'mutation { grantPermission(input: { principal: { type: USER, id: "PERSON" }, permissionSetId: "3f1af6de-dc60-4fdb-90ed-5c2493b8f767", rbacId: "data_providers.INTEGRATION" }) { changes { permission { id integration { name } } } warnings { message } } }',
  'grants on everything':
    'mutation { grantPermission(input: { principal: { type: USER, id: "PERSON" }, permissionSetId: "3f1af6de-dc60-4fdb-90ed-5c2493b8f767", rbacId: "data_providers.*" }) { changes { permission { id } } warnings { message } } }',
  'Saves that are only tried': `mutation { changePermissions(input: { rbacId: "data_providers.INTEGRATION", dryRun: true, add: [${'{ principal: { type: USER, id: "PERSON" }, permissionSetId: "3f1af6de-dc60-4fdb-90ed-5c2493b8f767" } '.repeat(12)}] }) { changes { permission { id principal { name } } } warnings { message } integration { permissions(first: 10) { edges { node { id } } } } } }`,
  'ids that nobody deletes':
    'mutation { deleteIntegration(input: { id: "nothing_NUMBER" }) { deletedIntegrationId } }',
};

/** What somebody would think of first who means harm: each kind of work alone, to be asked for as often as is allowed. */
export function handmadeRequests(): readonly (AskedRequest & { readonly title: string })[] {
  const callers: readonly Caller[] = ['administrator', 'member'];
  return callers.flatMap((caller) =>
    Object.entries({ ...QUERIES, ...MUTATIONS }).map(([title, text]) => ({
      title,
      ...askedIn(text, caller),
    })),
  );
}
