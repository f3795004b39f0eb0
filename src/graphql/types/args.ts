import { ArgsType, Field, ID, Int } from 'type-graphql';
import { DEFAULT_PAGE_SIZE } from '../input/page.js';
import type { Action } from '../../decision/actions.js';
import type { AuditTargetKind, IntegrationType } from '../../datastore/contract/records.js';
import { ActionEnum, AuditTargetKindEnum, IntegrationTypeEnum } from './enums.js';
import { DateTime } from './scalars.js';

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: DEFAULT_PAGE_SIZE,
    description: 'How many rows at most: 1 to 100.',
  })
  readonly first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the row that the page follows; empty for the first page.',
  })
  readonly after?: string | null;
}

@ArgsType()
export class SearchedPageArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description: 'A part of the name, in any case; at most 100 characters.',
  })
  readonly search?: string | null;
}

@ArgsType()
export class IntegrationListArgs extends SearchedPageArgs {
  @Field(() => IntegrationTypeEnum, { nullable: true, description: 'Only integrations of this type.' })
  readonly type?: IntegrationType | null;
}

@ArgsType()
export class ManagedIntegrationListArgs extends IntegrationListArgs {
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Only those on which no permission gives the Owner set; administrators only.',
  })
  readonly withoutOwner?: boolean | null;
}

@ArgsType()
export class PermissionListArgs extends PageArgs {
  @Field(() => String, {
    description: 'Where the permissions stand: data_providers.<integration id>, or data_providers.*.',
  })
  readonly rbacId!: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: "Adds the wildcard's permissions; administrators only.",
  })
  readonly includeWildcard?: boolean | null;
}

@ArgsType()
export class EffectiveRightsArgs {
  @Field(() => String, {
    description: 'What the rights are on: data_providers.<integration id>, or data_providers.*.',
  })
  readonly rbacId!: string;

  @Field(() => ID, { nullable: true, description: 'Whose rights; one’s own when left out.' })
  readonly userId?: string | null;
}

@ArgsType()
export class WhoCanArgs extends PageArgs {
  @Field(() => String, {
    description: 'What the action is on: data_providers.<integration id>, or data_providers.*.',
  })
  readonly rbacId!: string;

  @Field(() => ActionEnum, { description: 'The action; on the wildcard CREATE or MANAGE_PERMISSIONS.' })
  readonly action!: Action;
}

@ArgsType()
export class AuditArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only events about this RBAC id.' })
  readonly rbacId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what this user did.' })
  readonly actorId?: string | null;

  @Field(() => AuditTargetKindEnum, { nullable: true, description: 'Only events about such records.' })
  readonly targetKind?: AuditTargetKind | null;

  @Field(() => ID, { nullable: true, description: 'Only events about the record with this id.' })
  readonly targetId?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Only events from then on.' })
  readonly from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Only events before then.' })
  readonly to?: Date | null;
}
