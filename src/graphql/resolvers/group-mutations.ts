import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { ChangeDependencies } from '../../changes/change-dependencies.js';
import { changeGroupMembers } from '../../directory/groups/change-group-members.js';
import { createGroup } from '../../directory/groups/create-group.js';
import { deleteGroup } from '../../directory/groups/delete-group.js';
import { updateGroup } from '../../directory/groups/update-group.js';
import { Guarded } from '../guard/guarded.js';
import {
  createGroupInput,
  deleteGroupInput,
  updateGroupInput,
  changeGroupMembersInput,
} from '../input/directory.js';
import type { MutationPlace } from '../mutation-place.js';
import type { RequestContext } from '../request-context.js';
import { DeleteGroupPayload, GroupPayload } from '../types/administration-payloads.js';
import {
  CreateGroupInput,
  DeleteGroupInput,
  UpdateGroupInput,
  ChangeGroupMembersInput,
} from '../types/group-inputs.js';
import { changeAsAdministrator } from '../views/administered.js';
import type { AdministratorsChange } from '../views/administered.js';

@Resolver()
export class GroupMutations {
  constructor(private readonly dependencies: ChangeDependencies) {}

  @Guarded('CHANGES_GROUPS', createGroupInput)
  @Mutation(() => GroupPayload, { nullable: true, description: 'Creates a group.' })
  createGroup(
    @Arg('input', () => CreateGroupInput, { description: 'The group.' }) input: CreateGroupInput,
    @Ctx() context: RequestContext,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<GroupPayload> {
    const request = createGroupInput(undefined, { input });
    return payload({ context, path }, (requester) => createGroup(this.dependencies, requester, request));
  }

  @Guarded('CHANGES_GROUPS', updateGroupInput)
  @Mutation(() => GroupPayload, { nullable: true, description: 'Changes a group, but for its members.' })
  updateGroup(
    @Arg('input', () => UpdateGroupInput, { description: 'The changes.' }) input: UpdateGroupInput,
    @Ctx() context: RequestContext,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<GroupPayload> {
    const request = updateGroupInput(undefined, { input });
    return payload({ context, path }, (requester) => updateGroup(this.dependencies, requester, request));
  }

  @Guarded('CHANGES_GROUPS', changeGroupMembersInput)
  @Mutation(() => GroupPayload, { nullable: true, description: 'Adds and removes members of a group.' })
  changeGroupMembers(
    @Arg('input', () => ChangeGroupMembersInput, { description: 'The changes.' })
    input: ChangeGroupMembersInput,
    @Ctx() context: RequestContext,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<GroupPayload> {
    const request = changeGroupMembersInput(undefined, { input });
    return payload({ context, path }, (requester) =>
      changeGroupMembers(this.dependencies, requester, request),
    );
  }

  @Guarded('CHANGES_GROUPS', deleteGroupInput)
  @Mutation(() => DeleteGroupPayload, {
    nullable: true,
    description: 'Deletes a group: nothing tells of it from then on. What it held is removed afterwards.',
  })
  deleteGroup(
    @Arg('input', () => DeleteGroupInput, { description: 'The group.' }) input: DeleteGroupInput,
    @Ctx() context: RequestContext,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<DeleteGroupPayload> {
    const request = deleteGroupInput(undefined, { input });
    return changeAsAdministrator(
      { context, path },
      (requester) => deleteGroup(this.dependencies, requester, request),
      (deletedGroupId, told) => ({ deletedGroupId, ...told }),
    );
  }
}

function payload(place: MutationPlace, change: AdministratorsChange): Promise<GroupPayload> {
  return changeAsAdministrator(place, change, async (id, told) => ({
    group: id === null ? null : await place.context.loaders.group.load(id),
    ...told,
  }));
}
