/** What messages say would be right. */
export const ID = 'must be an id: 1 to 64 of the characters A-Z, a-z, 0-9, _ and -';
export const NAME = 'must be a text of 1 to 200 characters';
export const TIME =
  'must be a date and time of ISO 8601 with Z or an offset, such as 2026-01-31T09:30:00Z, in the years 0001 to 9999 of UTC';
export const RBAC_ID = 'must be data_providers.* or data_providers.<id of an integration>';
export const ROLE = 'must be one of OPERATOR, INTEGRATIONS_MANAGER, INTEGRATION_OWNER, ADMINISTRATOR';
export const SOURCE = 'must be one of GRANTED, AUTOMATIC, SYSTEM';
export const PERMISSION_SET =
  'must be the id of a permission set: c345007c-244a-4606-b2e2-53f4f85e0ac0 (Owner), ' +
  '85b413c0-db25-42e9-b4d7-ef935759b188 (Maintainer), 3f1af6de-dc60-4fdb-90ed-5c2493b8f767 (Viewer), ' +
  '38f00b6e-695c-449d-96b9-3a72aeb7f3fd (Creator), 10fc3de1-7818-46e8-af47-33c5af233538 (Use integration), ' +
  'c573af70-3f48-488d-a39a-a8ba7a19b526 (Edit integration)';
