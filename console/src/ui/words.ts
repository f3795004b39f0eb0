/** How the console says what the API names. */

export const ACTION_WORDS: Readonly<Record<string, string>> = {
  CREATE: 'create integrations',
  READ: 'see',
  USE: 'use',
  UPDATE: 'change',
  DELETE: 'delete',
  MANAGE_PERMISSIONS: 'manage permissions of',
};

export const ACTION_NAMES: Readonly<Record<string, string>> = {
  CREATE: 'Create',
  READ: 'See',
  USE: 'Use',
  UPDATE: 'Change',
  DELETE: 'Delete',
  MANAGE_PERMISSIONS: 'Manage permissions',
};

export const ROLE_NAMES: Readonly<Record<string, string>> = {
  OPERATOR: 'Operator',
  INTEGRATIONS_MANAGER: 'Integrations Manager',
  INTEGRATION_OWNER: 'Integration Owner',
  ADMINISTRATOR: 'Administrator',
};

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const MINUTE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

export function dayOf(time: string): string {
  return DAY.format(new Date(time));
}

export function minuteOf(time: string): string {
  return MINUTE.format(new Date(time));
}
