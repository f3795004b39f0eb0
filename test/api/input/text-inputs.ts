import { USE } from './world.js';

/** A place of the API that takes text, with everything else of the request in order. */
export interface TextInput {
  readonly name: string;
  /** `ada` may send it; the text is `$text`, within `$json` for what takes JSON. */
  readonly query: string;
  /** The value of `$json` that holds the text. */
  readonly json?: (text: string) => object;
}

const CHANGES = '{ revision userErrors { code } }';
const PAGE = '{ edges { cursor } }';
const PRINCIPAL = '{ type: USER, id: "usr_olga" }';
const ON = 'rbacId: "data_providers.int_pay"';

export const TEXT_INPUTS: readonly TextInput[] = [
  query('integration.id', 'ID!', 'integration(id: $text) { id }'),
  query('integrations.search', 'String', `integrations(search: $text) ${PAGE}`),
  query('integrations.after', 'String', `integrations(after: $text) ${PAGE}`),
  query('usableIntegrations.search', 'String', `usableIntegrations(search: $text) ${PAGE}`),
  query('permissions.rbacId', 'String!', `permissions(rbacId: $text) ${PAGE}`),
  query('permissions.after', 'String', `permissions(${ON}, after: $text) ${PAGE}`),
  query('effectiveRights.rbacId', 'String!', 'effectiveRights(rbacId: $text) { revision }'),
  query('effectiveRights.userId', 'ID', `effectiveRights(${ON}, userId: $text) { revision }`),
  query('checkRights.rbacId', 'String!', 'checkRights(checks: [{ rbacId: $text, action: USE }]) { allowed }'),
  query(
    'checkRights.userId',
    'ID',
    `checkRights(checks: [{ ${ON}, action: USE, userId: $text }]) { allowed }`,
  ),
  query('whoCan.rbacId', 'String!', `whoCan(rbacId: $text, action: USE) ${PAGE}`),
  query('whoCan.after', 'String', `whoCan(${ON}, action: USE, after: $text) ${PAGE}`),
  query('user.id', 'ID!', 'user(id: $text) { id }'),
  query('group.id', 'ID!', 'group(id: $text) { id }'),
  query('team.id', 'ID!', 'team(id: $text) { id }'),
  query('User.accessTokens.after', 'String', `viewer { accessTokens(after: $text) ${PAGE} }`),
  query('Team.members.after', 'String', `team(id: "team_pay") { members(after: $text) ${PAGE} }`),
  query('users.search', 'String', `users(search: $text) ${PAGE}`),
  query('groups.search', 'String', `groups(search: $text) ${PAGE}`),
  query('teams.search', 'String', `teams(search: $text) ${PAGE}`),
  query('auditEvents.rbacId', 'String', `auditEvents(rbacId: $text) ${PAGE}`),
  query('auditEvents.actorId', 'ID', `auditEvents(actorId: $text) ${PAGE}`),
  query('auditEvents.targetId', 'ID', `auditEvents(targetId: $text) ${PAGE}`),
  query('User.permissions.after', 'String', `viewer { permissions(after: $text) ${PAGE} }`),
  grant('rbacId', 'String!', `rbacId: $text, principal: ${PRINCIPAL}, permissionSetId: "${USE}"`),
  grant('principal.id', 'ID!', `${ON}, principal: { type: USER, id: $text }, permissionSetId: "${USE}"`),
  grant('permissionSetId', 'ID!', `${ON}, principal: ${PRINCIPAL}, permissionSetId: $text`),
  grant('reason', 'String', `${ON}, principal: ${PRINCIPAL}, permissionSetId: "${USE}", reason: $text`),
  mutation(
    'revokePermission.permissionId',
    'ID!',
    `revokePermission(input: { permissionId: $text }) ${CHANGES}`,
  ),
  mutation(
    'revokePermission.reason',
    'String',
    `revokePermission(input: { permissionId: "pol_use", reason: $text }) ${CHANGES}`,
  ),
  save('rbacId', 'String!', 'rbacId: $text'),
  save('remove', 'ID!', `${ON}, remove: ["pol_absent", $text]`),
  save(
    'add.principal.id',
    'ID!',
    `${ON}, add: [{ principal: { type: GROUP, id: $text }, permissionSetId: "${USE}" }]`,
  ),
  save('add.permissionSetId', 'ID!', `${ON}, add: [{ principal: ${PRINCIPAL}, permissionSetId: $text }]`),
  save('reason', 'String', `${ON}, remove: ["pol_use"], reason: $text`),
  mutation(
    'createIntegration.name',
    'String!',
    `createIntegration(input: { name: $text, type: SLACK }) ${CHANGES}`,
  ),
  mutation(
    'createIntegration.teamIds',
    'ID!',
    `createIntegration(input: { name: "New", type: SLACK, teamIds: [$text] }) ${CHANGES}`,
  ),
  ...jsonInputs(
    'createIntegration',
    `createIntegration(input: { name: "New", type: SLACK, FIELD: $json }) ${CHANGES}`,
  ),
  mutation('updateIntegration.id', 'ID!', `updateIntegration(input: { id: $text, name: "New" }) ${CHANGES}`),
  mutation(
    'updateIntegration.name',
    'String',
    `updateIntegration(input: { id: "int_pay", name: $text }) ${CHANGES}`,
  ),
  mutation(
    'updateIntegration.teamIds',
    'ID!',
    `updateIntegration(input: { id: "int_pay", teamIds: [$text] }) ${CHANGES}`,
  ),
  ...jsonInputs('updateIntegration', `updateIntegration(input: { id: "int_pay", FIELD: $json }) ${CHANGES}`),
  mutation('deleteIntegration.id', 'ID!', `deleteIntegration(input: { id: $text }) ${CHANGES}`),
  ...inputs('createUser', 'name: "New"', [
    ['id', 'ID', 'id: $text'],
    ['name', 'String!', 'name: $text'],
    ['userName', 'String', 'userName: $text'],
    ['email', 'String', 'email: $text'],
    ['externalId', 'String', 'externalId: $text'],
    ['memberships.teamId', 'ID!', 'memberships: [{ teamId: $text, role: OPERATOR }]'],
    ['groupIds', 'ID!', 'groupIds: ["grp_no", $text]'],
    ['reason', 'String', 'reason: $text, groupIds: ["grp_no"]'],
  ]),
  ...inputs('updateUser', 'id: "usr_olga"', [
    ['id', 'ID!', 'id: $text'],
    ['name', 'String', 'name: $text'],
    ['userName', 'String', 'userName: $text'],
    ['email', 'String', 'email: $text'],
    ['externalId', 'String', 'externalId: $text'],
    ['reason', 'String', 'reason: $text'],
  ]),
  ...inputs('changeMemberships', 'userId: "usr_olga"', [
    ['userId', 'ID!', 'userId: $text'],
    ['set.teamId', 'ID!', 'set: [{ teamId: $text, role: OPERATOR }]'],
    ['remove', 'ID!', 'remove: [$text]'],
    ['reason', 'String', 'reason: $text'],
  ]),
  ...inputs('createGroup', 'name: "New"', [
    ['id', 'ID', 'id: $text'],
    ['name', 'String!', 'name: $text'],
    ['externalId', 'String', 'externalId: $text'],
    ['memberIds', 'ID!', 'memberIds: ["usr_no", $text]'],
    ['reason', 'String', 'reason: $text, memberIds: ["usr_no"]'],
  ]),
  ...inputs('updateGroup', 'id: "grp_oncall"', [
    ['id', 'ID!', 'id: $text'],
    ['name', 'String', 'name: $text'],
    ['externalId', 'String', 'externalId: $text'],
    ['reason', 'String', 'reason: $text'],
  ]),
  ...inputs('changeGroupMembers', 'groupId: "grp_oncall"', [
    ['groupId', 'ID!', 'groupId: $text'],
    ['add', 'ID!', 'add: ["usr_no", $text]'],
    ['remove', 'ID!', 'remove: [$text]'],
    ['reason', 'String', 'reason: $text'],
  ]),
  ...inputs('createTeam', 'id: "team_pay", name: "New"', [
    ['id', 'ID', 'id: $text'],
    ['name', 'String!', 'name: $text'],
    ['reason', 'String', 'reason: $text'],
  ]),
  ...inputs('updateTeam', 'id: "team_pay"', [
    ['id', 'ID!', 'id: $text'],
    ['name', 'String', 'name: $text'],
    ['reason', 'String', 'reason: $text'],
  ]),
  ...inputs('createAccessToken', 'name: "New"', [
    ['userId', 'ID', 'userId: $text'],
    ['name', 'String!', 'name: $text'],
    ['reason', 'String', 'reason: $text'],
  ]),
  ...inputs('revokeAccessToken', 'id: "tok_none"', [
    ['id', 'ID!', 'id: $text'],
    ['reason', 'String', 'reason: $text'],
  ]),
  ...inputs('deleteUser', 'id: "usr_no"', [
    ['id', 'ID!', 'id: $text'],
    ['transferTo.id', 'ID!', 'transferTo: { type: USER, id: $text }'],
    ['reason', 'String', 'reason: $text'],
  ]),
  ...inputs('deleteGroup', 'id: "grp_no"', [
    ['id', 'ID!', 'id: $text'],
    ['reason', 'String', 'reason: $text'],
  ]),
  ...inputs('deleteTeam', 'id: "team_no"', [
    ['id', 'ID!', 'id: $text'],
    ['reason', 'String', 'reason: $text'],
  ]),
  ...inputs('updateAccount', '', [
    ['name', 'String', 'name: $text'],
    ['reason', 'String', 'reason: $text'],
  ]),
];

/** The inputs of an administrator's change, each in place of what is usually given for it. */
function inputs(
  operation: string,
  usual: string,
  rows: readonly (readonly [name: string, type: string, given: string])[],
): readonly TextInput[] {
  return rows.map(([name, type, given]) => {
    const isGiven = (field: string): boolean => given.startsWith(`${field.split(':')[0] ?? ''}:`);
    const others = usual.split(', ').filter((field) => field !== '' && !isGiven(field));
    const input = [...others, given].join(', ');
    return mutation(
      `${operation}.${name}`,
      type,
      `${operation}(input: { ${input} }) { revision userErrors { code } }`,
    );
  });
}

function query(name: string, type: string, field: string): TextInput {
  return { name, query: `query ($text: ${type}) { ${field} }` };
}

function mutation(name: string, type: string, field: string): TextInput {
  return { name, query: `mutation ($text: ${type}) { ${field} }` };
}

function grant(name: string, type: string, input: string): TextInput {
  return mutation(`grantPermission.${name}`, type, `grantPermission(input: { ${input} }) ${CHANGES}`);
}

function save(name: string, type: string, input: string): TextInput {
  return mutation(`changePermissions.${name}`, type, `changePermissions(input: { ${input} }) ${CHANGES}`);
}

function jsonInputs(operation: string, field: string): readonly TextInput[] {
  const inside = (name: string, json: (text: string) => object): TextInput => {
    const [part = ''] = name.split('.');
    const text = `mutation ($json: JSONObject) { ${field.replace('FIELD', part)} }`;
    return { name: `${operation}.${name}`, query: text, json };
  };
  return [
    inside('settings.value', (text) => ({ url: text })),
    inside('settings.name', (text) => ({ [text]: 1 })),
    inside('settings.deep value', (text) => ({ a: [{ b: [[text]] }] })),
    inside('settings.deep name', (text) => ({ a: [{ b: { [text]: null } }] })),
    inside('secrets.name', (text) => ({ [text]: 'hush' })),
    inside('secrets.value', (text) => ({ token: text })),
  ];
}

/** Variables that put the text where it belongs. */
export function variablesWith({ json }: TextInput, text: string): object {
  return json === undefined ? { text } : { json: json(text) };
}
