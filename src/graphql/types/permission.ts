import { Field, ID, ObjectType } from 'type-graphql';
import type { PermissionRecord } from '../../datastore/contract/records.js';
import type { Action } from '../../decision/actions.js';
import type { PermissionSource } from '../../decision/facts.js';
import { findPermissionSet, isInert } from '../../decision/permission-sets.js';
import type { PermissionSet } from '../../decision/permission-sets.js';
import { WILDCARD_RBAC_ID } from '../../decision/rbac-id.js';
import { Guarded } from '../guard/guarded.js';
import { ActionEnum, PermissionSourceEnum } from './enums.js';
import { IntegrationView } from './integration.js';
import { loaded } from './loaded.js';
import { PrincipalView } from './principal.js';
import { DateTime } from './scalars.js';
import { UserView } from './user.js';

@ObjectType('PermissionSet', { description: 'A named set of actions; the same in every account.' })
export class PermissionSetView {
  constructor(private readonly set: PermissionSet) {}

  @Guarded('PUBLIC')
  @Field(() => ID, { description: 'The id of the permission set, the same in every account.' })
  get id(): string {
    return this.set.id;
  }

  @Guarded('PUBLIC')
  @Field(() => String, { description: 'The name of the permission set.' })
  get name(): string {
    return this.set.name;
  }

  @Guarded('PUBLIC')
  @Field(() => String, { description: 'What the permission set is for.' })
  get description(): string {
    return this.set.description;
  }

  @Guarded('PUBLIC')
  @Field(() => [ActionEnum], { description: 'The actions it names.' })
  get actions(): readonly Action[] {
    return this.set.actions;
  }

  @Guarded('PUBLIC')
  @Field(() => [ActionEnum], { description: 'The actions that follow: UPDATE implies READ and USE.' })
  get impliedActions(): readonly Action[] {
    return this.set.impliedActions;
  }

  @Guarded('PUBLIC')
  @Field(() => Boolean, { description: 'Whether it comes with the product.' })
  readonly builtIn = true;
}

/** What is read beside the permission's own row, when the operation asks for it. */
export interface PermissionParts {
  readonly principal?: PrincipalView | undefined;
  readonly integration?: IntegrationView | null | undefined;
  readonly grantedBy?: UserView | null | undefined;
}

@ObjectType('Permission', {
  description:
    'A grant: a permission set for a principal, on one integration or on every one. Permissions add up.',
})
export class PermissionView {
  constructor(
    private readonly record: PermissionRecord,
    private readonly parts: PermissionParts,
  ) {}

  @Guarded('PUBLIC')
  @Field(() => ID, { description: 'The id of the permission; revoking names it.' })
  get id(): string {
    return this.record.id;
  }

  @Guarded('PUBLIC')
  @Field(() => String, {
    description: 'Where it stands: data_providers.<integration id>, or data_providers.*.',
  })
  get rbacId(): string {
    return this.record.rbacId;
  }

  @Guarded('PUBLIC')
  @Field(() => IntegrationView, {
    nullable: true,
    description: 'The integration; null for every integration, and when invisible.',
  })
  get integration(): IntegrationView | null {
    return loaded(this.parts.integration, 'Permission.integration');
  }

  @Guarded('PUBLIC')
  @Field(() => PrincipalView, { description: 'Whom it is given to.' })
  get principal(): PrincipalView {
    return loaded(this.parts.principal, 'Permission.principal');
  }

  @Guarded('PUBLIC')
  @Field(() => PermissionSetView, { description: 'What it gives.' })
  get permissionSet(): PermissionSetView {
    return new PermissionSetView(
      loaded(findPermissionSet(this.record.permissionSetId), 'Permission.permissionSet'),
    );
  }

  @Guarded('PUBLIC')
  @Field(() => PermissionSourceEnum, { description: 'How it came to be.' })
  get source(): PermissionSource {
    return this.record.source;
  }

  @Guarded('PUBLIC')
  @Field(() => Boolean, { description: 'True when none of its actions counts where it stands.' })
  get inert(): boolean {
    return isInert(this.record.permissionSetId, this.record.rbacId === WILDCARD_RBAC_ID);
  }

  @Guarded('PUBLIC')
  @Field(() => UserView, { nullable: true, description: 'Who granted it, if that is known.' })
  get grantedBy(): UserView | null {
    return loaded(this.parts.grantedBy, 'Permission.grantedBy');
  }

  @Guarded('PUBLIC')
  @Field(() => DateTime, { description: 'When it was granted.' })
  get grantedAt(): Date {
    return new Date(this.record.grantedAt);
  }

  @Guarded('PUBLIC')
  @Field(() => String, { nullable: true, description: 'The reason given with it.' })
  get reason(): string | null {
    return this.record.reason;
  }
}
