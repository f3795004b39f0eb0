import { Field, ObjectType } from 'type-graphql';
import type { AccountRecord } from '../../datastore/contract/records.js';
import { findPermissionSet } from '../../decision/permission-sets.js';
import type { Role } from '../../decision/roles.js';
import type { RemedyAction } from '../../rights/explanation/remedy-actions.js';
import { Guarded } from '../guard/guarded.js';
import { TeamView } from './directory.js';
import { RemedyKindEnum, RoleEnum } from './enums.js';
import { loaded } from './loaded.js';
import { PermissionSetView } from './permission.js';
import { PrincipalView } from './principal.js';
import type { UserView } from './user.js';

/** What is read beside the remedy, when the operation asks for it. */
export interface RemedyParts {
  readonly account: AccountRecord;
  /** The users that remedies are for, by id. */
  readonly users: ReadonlyMap<string, UserView> | undefined;
}

@ObjectType('RemedyAction', {
  description: 'A remedy as data. What its text describes instead of naming is null.',
})
export class RemedyActionView {
  constructor(
    private readonly remedy: RemedyAction,
    private readonly parts: RemedyParts,
  ) {}

  @Guarded('PUBLIC')
  @Field(() => RemedyKindEnum, { description: 'What is to be done.' })
  get kind(): RemedyAction['kind'] {
    return this.remedy.kind;
  }

  @Guarded('PUBLIC')
  @Field(() => String, {
    nullable: true,
    description: 'Of GRANT: where to grant. Of ADD_TO_TEAM: which integration to add.',
  })
  get rbacId(): string | null {
    return this.remedy.rbacId;
  }

  @Guarded('PUBLIC')
  @Field(() => PrincipalView, {
    nullable: true,
    description: 'Whom it is done for. Null for ADD_TO_TEAM, which is done to the integration.',
  })
  get principal(): PrincipalView | null {
    const { principal } = this.remedy;
    return principal && loaded(this.parts.users?.get(principal.id), 'RemedyAction.principal');
  }

  @Guarded('PUBLIC')
  @Field(() => [PermissionSetView], {
    description: 'Of GRANT: the sets of which any one is enough, the best first.',
  })
  get permissionSets(): readonly PermissionSetView[] {
    return this.remedy.permissionSetIds.flatMap((id) => {
      const set = findPermissionSet(id);
      return set === undefined ? [] : [new PermissionSetView(set)];
    });
  }

  @Guarded('PUBLIC')
  @Field(() => TeamView, {
    nullable: true,
    description: 'Of ASSIGN_ROLE and ADD_TO_TEAM: the team; null for any, and where it may not be named.',
  })
  get team(): TeamView | null {
    return this.remedy.team && new TeamView(this.remedy.team, this.parts.account);
  }

  @Guarded('PUBLIC')
  @Field(() => RoleEnum, { nullable: true, description: 'Of ASSIGN_ROLE: the role to give in the team.' })
  get role(): Role | null {
    return this.remedy.role;
  }

  @Guarded('PUBLIC')
  @Field(() => Boolean, { description: 'Whether the asking user may carry it out.' })
  get viewerMayApply(): boolean {
    return this.remedy.viewerMayApply;
  }
}
