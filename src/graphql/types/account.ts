import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { AccountRecord } from '../../datastore/contract/records.js';
import { isEnforced } from '../../decision/facts.js';
import type { AccessModel, PermissionSetsMode, Plan } from '../../decision/facts.js';
import { Guarded } from '../guard/guarded.js';
import { AccessModelEnum, PermissionSetsModeEnum, PlanEnum } from './enums.js';

@ObjectType('Account', {
  description: 'A tenant with its settings. Nothing of one account is visible from another.',
})
export class AccountView {
  constructor(private readonly record: AccountRecord) {}

  @Guarded('PUBLIC')
  @Field(() => ID, { description: 'The id of the account.' })
  get id(): string {
    return this.record.id;
  }

  @Guarded('PUBLIC')
  @Field(() => String, { description: 'The name of the account.' })
  get name(): string {
    return this.record.name;
  }

  @Guarded('PUBLIC')
  @Field(() => PlanEnum, { description: 'Permissions are enforced on ENTERPRISE alone.' })
  get plan(): Plan {
    return this.record.plan;
  }

  @Guarded('PUBLIC')
  @Field(() => PermissionSetsModeEnum, { description: 'Whether permissions are evaluated.' })
  get permissionSets(): PermissionSetsMode {
    return this.record.permissionSets;
  }

  @Guarded('PUBLIC')
  @Field(() => AccessModelEnum, { description: 'Which layers decide.' })
  get accessModel(): AccessModel {
    return this.record.accessModel;
  }

  @Guarded('PUBLIC')
  @Field(() => Boolean, { description: 'LAYERED only: role and team scope alone already give READ.' })
  get residualRead(): boolean {
    return this.record.residualRead;
  }

  @Guarded('PUBLIC')
  @Field(() => Boolean, {
    description: 'Whether permissions decide: plan ENTERPRISE and permission sets ENFORCED.',
  })
  get enforced(): boolean {
    return isEnforced(this.record);
  }

  @Guarded('PUBLIC')
  @Field(() => Int, { description: 'Rises by one with each change of anything in the account.' })
  get revision(): number {
    return this.record.revision;
  }
}
