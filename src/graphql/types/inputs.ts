import { Field, ID, InputType, Int } from 'type-graphql';
import type { IntegrationType, JsonObject } from '../../datastore/contract/records.js';
import type { Action } from '../../decision/actions.js';
import type { PrincipalType } from '../../decision/facts.js';
import { ActionEnum, IntegrationTypeEnum, PrincipalTypeEnum } from './enums.js';
import { JSONObject } from './json-object.js';

const RBAC_ID =
  'Where permissions stand: data_providers.<integration id>, or data_providers.* for every integration.';
const REASON = 'Why; kept with the permission and in the audit trail. At most 1,000 characters.';
const ALLOW_ORPHAN = 'Administrators: go on although no permission of the Owner set would be left.';
const ALLOW_SELF_LOCKOUT = 'Go on although it ends one’s own right to manage permissions here.';

@InputType({ description: 'One question about rights.' })
export class RightsCheckInput {
  @Field(() => String, { description: RBAC_ID })
  readonly rbacId!: string;

  @Field(() => ActionEnum, { description: 'The action; on the wildcard CREATE or MANAGE_PERMISSIONS.' })
  readonly action!: Action;

  @Field(() => ID, { nullable: true, description: 'Whose right; one’s own when left out.' })
  readonly userId?: string | null;
}

@InputType({ description: 'Whom a permission is given to.' })
export class PrincipalInput {
  @Field(() => PrincipalTypeEnum, { description: 'User or group.' })
  readonly type!: PrincipalType;

  @Field(() => ID, { description: 'The id of the user or group.' })
  readonly id!: string;
}

@InputType({ description: 'A permission to add.' })
export class GrantInput {
  @Field(() => PrincipalInput, { description: 'Whom it is given to.' })
  readonly principal!: PrincipalInput;

  @Field(() => ID, { description: 'What it gives: the id of a permission set.' })
  readonly permissionSetId!: string;
}

@InputType({ description: 'One permission to add.' })
export class GrantPermissionInput extends GrantInput {
  @Field(() => String, { description: RBAC_ID })
  readonly rbacId!: string;

  @Field(() => String, { nullable: true, description: REASON })
  readonly reason?: string | null;
}

@InputType({ description: 'One permission to remove.' })
export class RevokePermissionInput {
  @Field(() => ID, { description: 'The id of the permission.' })
  readonly permissionId!: string;

  @Field(() => String, { nullable: true, description: REASON })
  readonly reason?: string | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: ALLOW_ORPHAN })
  readonly allowOrphan?: boolean | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: ALLOW_SELF_LOCKOUT })
  readonly allowSelfLockout?: boolean | null;
}

@InputType({ description: 'Everything that one Save changes: removes first, then adds.' })
export class ChangePermissionsInput {
  @Field(() => String, { description: RBAC_ID })
  readonly rbacId!: string;

  @Field(() => [GrantInput], {
    nullable: true,
    defaultValue: [],
    description: 'Permissions to add; at most 100.',
  })
  readonly add?: readonly GrantInput[] | null;

  @Field(() => [ID], {
    nullable: true,
    defaultValue: [],
    description: 'Ids of permissions to remove; at most 100.',
  })
  readonly remove?: readonly string[] | null;

  @Field(() => String, { nullable: true, description: REASON })
  readonly reason?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'PermissionConnection.revision as last seen; a permission on this RBAC id changed since then answers CONFLICT.',
  })
  readonly expectedRevision?: number | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: ALLOW_ORPHAN })
  readonly allowOrphan?: boolean | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: ALLOW_SELF_LOCKOUT })
  readonly allowSelfLockout?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Plans and answers with changes, warnings and userErrors as if, and writes nothing.',
  })
  readonly dryRun?: boolean | null;
}

@InputType({ description: 'A new integration.' })
export class CreateIntegrationInput {
  @Field(() => String, { description: 'The name, 1 to 200 characters; need not be unique.' })
  readonly name!: string;

  @Field(() => IntegrationTypeEnum, { description: 'The kind of channel.' })
  readonly type!: IntegrationType;

  @Field(() => [ID], {
    nullable: true,
    description:
      'The teams that hold it, at most 20, never the root team. Left out: the only team one may create in.',
  })
  readonly teamIds?: readonly string[] | null;

  @Field(() => JSONObject, {
    nullable: true,
    description: 'Settings, without secrets; at most 16 KiB of JSON.',
  })
  readonly settings?: JsonObject | null;

  @Field(() => JSONObject, {
    nullable: true,
    description: 'Secrets as texts by name; at most 16 KiB of JSON. Never readable again.',
  })
  readonly secrets?: JsonObject | null;
}

@InputType({ description: 'What to change of an integration; what is left out stays.' })
export class UpdateIntegrationInput {
  @Field(() => ID, { description: 'The id of the integration.' })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: 'The new name, 1 to 200 characters.' })
  readonly name?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'The teams that are to hold it, at most 20; all of them.',
  })
  readonly teamIds?: readonly string[] | null;

  @Field(() => JSONObject, { nullable: true, description: 'Replaces the settings; at most 16 KiB of JSON.' })
  readonly settings?: JsonObject | null;

  @Field(() => JSONObject, {
    nullable: true,
    description: 'Secrets to set, as texts by name; null removes one.',
  })
  readonly secrets?: JsonObject | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Integration.version as last seen; another one answers CONFLICT.',
  })
  readonly expectedVersion?: number | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: ALLOW_SELF_LOCKOUT })
  readonly allowSelfLockout?: boolean | null;
}

@InputType({ description: 'The integration to delete.' })
export class DeleteIntegrationInput {
  @Field(() => ID, { description: 'The id of the integration.' })
  readonly id!: string;
}
