import { OBSERVER } from '../worlds/observed.js';

/** Between them they make every read of the contract, but for those of changes and exports. */
export const QUESTIONS: readonly (readonly [user: string, query: string])[] = [
  [
    'usr_bo',
    '{ viewer { name isAdministrator memberships { team { name } } groups { name } } account { name } }',
  ],
  ['usr_bo', '{ integration(id: "int_pd") { name viewerRights { canRead canUse canUpdate } } }'],
  [
    'usr_mia',
    '{ integrations { edges { node { id teams { name } createdBy { name } permissions { edges { node { id } } } } } } }',
  ],
  ['usr_mia', '{ integrations(first: 2) { edges { node { settings secrets { name } } } } }'],
  ['usr_bo', '{ usableIntegrations { edges { node { id } } } users { edges { node { id name } } } }'],
  [
    'usr_bo',
    `{ a: checkRights(checks: [{ rbacId: "data_providers.int_pd", action: USE },
         { rbacId: "data_providers.int_pd", action: UPDATE }]) { allowed reason explanation }
       b: effectiveRights(rbacId: "data_providers.int_both") { decisions { action allowed remedies } } }`,
  ],
  [
    'usr_mia',
    `{ permissions(rbacId: "data_providers.int_pd") { edges { node { id principal { name } grantedBy { name } } } }
       whoCan(rbacId: "data_providers.int_pd", action: USE) { edges { node { user { name } decision { explanation } } } } }`,
  ],
  [
    OBSERVER,
    `{ auditEvents { edges { node { id kind revision } } } groups { edges { node { name members { edges { node { name } } }
       permissions { edges { node { id } } } } } } teams { edges { node { name } } } }`,
  ],
];
