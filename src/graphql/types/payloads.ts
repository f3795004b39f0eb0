import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { UserError, UserErrorCode } from '../../changes/user-errors.js';
import type { ChangeOutcome } from '../../permissions/permission-change.js';
import type { Warning, WarningCode } from '../../changes/warnings.js';
import { Guarded } from '../guard/guarded.js';
import { ChangeOutcomeEnum, UserErrorCodeEnum, WarningCodeEnum } from './enums.js';
import { IntegrationView } from './integration.js';
import { PermissionView } from './permission.js';

const REVISION = 'The account revision after the change; null when refused.';
const USER_ERRORS = 'Why it was refused; empty when it was not.';
const INTEGRATION =
  'The integration after the change; null when refused, or no longer visible to the viewer.';

@ObjectType('UserError', { description: 'Why a change was refused.' })
export class UserErrorView implements UserError {
  @Guarded('PUBLIC')
  @Field(() => UserErrorCodeEnum, { description: 'The kind of refusal.' })
  readonly code!: UserErrorCode;

  @Guarded('PUBLIC')
  @Field(() => String, { description: 'What is wrong, and what would be right.' })
  readonly message!: string;

  @Guarded('PUBLIC')
  @Field(() => [String], { description: 'The path to the input it is about.' })
  readonly field!: readonly string[];
}

@ObjectType('Warning', { description: 'What may not have been meant by a change.' })
export class WarningView implements Warning {
  @Guarded('PUBLIC')
  @Field(() => WarningCodeEnum, { description: 'The kind of warning.' })
  readonly code!: WarningCode;

  @Guarded('PUBLIC')
  @Field(() => String, { description: 'The warning in words.' })
  readonly message!: string;
}

@ObjectType('PermissionChange', { description: 'What became of one part of a change.' })
export class PermissionChangeView {
  @Guarded('PUBLIC')
  @Field(() => ChangeOutcomeEnum, { description: 'What became of it.' })
  readonly outcome!: ChangeOutcome;

  @Guarded('PUBLIC')
  @Field(() => PermissionView, { nullable: true, description: 'The permission; null when ABSENT.' })
  readonly permission!: PermissionView | null;
}

@ObjectType('ChangePermissionsPayload', { description: 'What a change of permissions did.' })
export class ChangePermissionsPayload {
  @Guarded('PUBLIC')
  @Field(() => [PermissionChangeView], { description: 'The removes, then the adds; empty when refused.' })
  readonly changes!: readonly PermissionChangeView[];

  @Guarded('PUBLIC')
  @Field(() => [WarningView], { description: 'What may not have been meant.' })
  readonly warnings!: readonly WarningView[];

  @Guarded('PUBLIC')
  @Field(() => [UserErrorView], { description: USER_ERRORS })
  readonly userErrors!: readonly UserErrorView[];

  @Guarded('PUBLIC')
  @Field(() => Int, {
    nullable: true,
    description: 'The account revision after the change, of a dry run the present one; null when refused.',
  })
  readonly revision!: number | null;

  @Guarded('PUBLIC')
  @Field(() => IntegrationView, {
    nullable: true,
    description:
      'The integration as it is after the change; null for the wildcard, when refused, or no longer visible to the viewer.',
  })
  readonly integration!: IntegrationView | null;

  @Guarded('PUBLIC')
  @Field(() => [ID], {
    description: 'Ids of the permissions removed, for caches to drop; empty when refused, and of a dry run.',
  })
  readonly removedPermissionIds!: readonly string[];
}

@ObjectType('CreateIntegrationPayload', { description: 'What creating an integration did.' })
export class CreateIntegrationPayload {
  @Guarded('PUBLIC')
  @Field(() => IntegrationView, { nullable: true, description: INTEGRATION })
  readonly integration!: IntegrationView | null;

  @Guarded('PUBLIC')
  @Field(() => [UserErrorView], { description: USER_ERRORS })
  readonly userErrors!: readonly UserErrorView[];

  @Guarded('PUBLIC')
  @Field(() => Int, { nullable: true, description: REVISION })
  readonly revision!: number | null;
}

@ObjectType('UpdateIntegrationPayload', { description: 'What changing an integration did.' })
export class UpdateIntegrationPayload {
  @Guarded('PUBLIC')
  @Field(() => IntegrationView, { nullable: true, description: INTEGRATION })
  readonly integration!: IntegrationView | null;

  @Guarded('PUBLIC')
  @Field(() => [UserErrorView], { description: USER_ERRORS })
  readonly userErrors!: readonly UserErrorView[];

  @Guarded('PUBLIC')
  @Field(() => Int, { nullable: true, description: REVISION })
  readonly revision!: number | null;
}

@ObjectType('DeleteIntegrationPayload', { description: 'What deleting an integration did.' })
export class DeleteIntegrationPayload {
  @Guarded('PUBLIC')
  @Field(() => ID, {
    nullable: true,
    description: 'The id of the integration that is gone; null when refused.',
  })
  readonly deletedIntegrationId!: string | null;

  @Guarded('PUBLIC')
  @Field(() => [UserErrorView], { description: USER_ERRORS })
  readonly userErrors!: readonly UserErrorView[];

  @Guarded('PUBLIC')
  @Field(() => Int, { nullable: true, description: REVISION })
  readonly revision!: number | null;
}
