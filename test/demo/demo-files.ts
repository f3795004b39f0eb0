import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import {
  ACCESS_MODELS,
  PERMISSION_SETS_MODES,
  PERMISSION_SOURCES,
  PLANS,
  PRINCIPAL_TYPES,
} from '../../src/decision/facts.js';
import { PERMISSION_SETS } from '../../src/decision/permission-sets.js';
import { ROLES } from '../../src/decision/roles.js';

const DEMO_FOLDER = path.join(__dirname, '../../demo');
const ACCOUNTS_FOLDER = path.join(DEMO_FOLDER, 'accounts');

export const INTEGRATION_TYPES = [
  'EMAIL',
  'SMS',
  'PHONE',
  'SLACK',
  'MICROSOFT_TEAMS',
  'PAGERDUTY',
  'OPSGENIE',
  'STATUSHUB',
  'WEBHOOK',
] as const;

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const name = z.string().min(1).max(200);
const time = z.iso.datetime();

const accountFile = z.strictObject({
  account: z.strictObject({
    id,
    name,
    plan: z.enum(PLANS),
    permissionSets: z.enum(PERMISSION_SETS_MODES),
    accessModel: z.enum(ACCESS_MODELS),
    residualRead: z.boolean(),
  }),
  teams: z.array(z.strictObject({ id, name, root: z.boolean() })),
  users: z.array(
    z.strictObject({
      id,
      name,
      email: z.email(),
      active: z.boolean(),
      memberships: z.array(z.strictObject({ teamId: id, role: z.enum(ROLES) })),
    }),
  ),
  groups: z.array(
    z.strictObject({
      id,
      name,
      builtIn: z.enum(['EVERYONE', 'ADMINISTRATORS']).optional(),
      memberIds: z.array(id),
    }),
  ),
  integrations: z.array(
    z.strictObject({
      id,
      name,
      type: z.enum(INTEGRATION_TYPES),
      teamIds: z.array(id),
      createdById: id.nullable(),
      createdAt: time.optional(),
      settings: z.record(z.string(), z.unknown()),
      system: z.boolean(),
    }),
  ),
  permissions: z.array(
    z.strictObject({
      id,
      rbacId: z.string().regex(/^data_providers\.(\*|[A-Za-z0-9_-]{1,64})$/),
      principal: z.strictObject({ type: z.enum(PRINCIPAL_TYPES), id }),
      permissionSetId: z.enum(PERMISSION_SETS.map((set) => set.id)),
      source: z.enum(PERMISSION_SOURCES),
      grantedBy: id.optional(),
      grantedAt: time.optional(),
      reason: z.string().min(1).max(1000).optional(),
    }),
  ),
});

const signInFile = z.array(z.strictObject({ account: id, user: id, why: z.string().min(1) }));

/** One demo account, as it stands in its file. */
export type DemoAccount = z.infer<typeof accountFile>;

/** File names of the demo accounts, without the extension. */
export function demoAccountNames(): string[] {
  return readdirSync(ACCOUNTS_FOLDER).map((file) => path.basename(file, '.json'));
}

/** The text of a demo account, for assertions about what must not be in it. */
export function demoAccountText(accountName: string): string {
  return readFileSync(path.join(ACCOUNTS_FOLDER, `${accountName}.json`), 'utf8');
}

/** Reads one demo account. Throws on any field that the import format does not have, such as secrets. */
export function readDemoAccount(accountName: string): DemoAccount {
  return accountFile.parse(JSON.parse(demoAccountText(accountName)));
}

/** Whom the demo prints a sign-in link for. */
export function readSignIn(): z.infer<typeof signInFile> {
  return signInFile.parse(JSON.parse(readFileSync(path.join(DEMO_FOLDER, 'sign-in.json'), 'utf8')));
}

/** The prose beside the accounts. */
export function readDemoReadme(): string {
  return readFileSync(path.join(DEMO_FOLDER, 'README.md'), 'utf8');
}
