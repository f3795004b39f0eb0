import { Field, InputType, Int } from 'type-graphql';
import type { AccessModel, PermissionSetsMode } from '../../decision/facts.js';
import { AccessModelEnum, PermissionSetsModeEnum } from './enums.js';

@InputType({ description: 'What to change of the name and settings of the account. What is left out stays.' })
export class UpdateAccountInput {
  @Field(() => String, { nullable: true, description: 'The name, 1 to 200 characters.' })
  readonly name?: string | null;

  @Field(() => PermissionSetsModeEnum, {
    nullable: true,
    description: 'Whether permissions are evaluated; ENFORCED needs the ENTERPRISE plan.',
  })
  readonly permissionSets?: PermissionSetsMode | null;

  @Field(() => AccessModelEnum, { nullable: true, description: 'Which layers decide.' })
  readonly accessModel?: AccessModel | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'LAYERED only: whether role and team scope alone give READ.',
  })
  readonly residualRead?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Account.revision as last seen; a later change of settings answers CONFLICT.',
  })
  readonly expectedRevision?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why; kept in the audit trail. At most 1,000 characters.',
  })
  readonly reason?: string | null;
}
