import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { ChangeDependencies } from '../../changes/change-dependencies.js';
import { changeMemberships } from '../../directory/users/change-memberships.js';
import { createUser } from '../../directory/users/create-user.js';
import { deleteUser } from '../../directory/users/delete-user.js';
import { updateUser } from '../../directory/users/update-user.js';
import { Guarded } from '../guard/guarded.js';
import {
  createUserInput,
  deleteUserInput,
  updateUserInput,
  changeMembershipsInput,
} from '../input/directory.js';
import type { MutationPlace } from '../mutation-place.js';
import type { RequestContext } from '../request-context.js';
import { DeleteUserPayload, UserPayload } from '../types/administration-payloads.js';
import {
  CreateUserInput,
  DeleteUserInput,
  UpdateUserInput,
  ChangeMembershipsInput,
} from '../types/user-inputs.js';
import { changeAsAdministrator } from '../views/administered.js';
import type { AdministratorsChange } from '../views/administered.js';

@Resolver()
export class UserMutations {
  constructor(private readonly dependencies: ChangeDependencies) {}

  @Guarded('CHANGES_USERS', createUserInput)
  @Mutation(() => UserPayload, { nullable: true, description: 'Creates a user.' })
  createUser(
    @Arg('input', () => CreateUserInput, { description: 'The user.' }) input: CreateUserInput,
    @Ctx() context: RequestContext,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<UserPayload> {
    const request = createUserInput(undefined, { input });
    return payload({ context, path }, (requester) => createUser(this.dependencies, requester, request));
  }

  @Guarded('CHANGES_USERS', updateUserInput)
  @Mutation(() => UserPayload, {
    nullable: true,
    description: 'Changes a user, but for memberships and groups.',
  })
  updateUser(
    @Arg('input', () => UpdateUserInput, { description: 'The changes.' }) input: UpdateUserInput,
    @Ctx() context: RequestContext,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<UserPayload> {
    const request = updateUserInput(undefined, { input });
    return payload({ context, path }, (requester) => updateUser(this.dependencies, requester, request));
  }

  @Guarded('CHANGES_USERS', changeMembershipsInput)
  @Mutation(() => UserPayload, { nullable: true, description: 'Sets and ends memberships of a user.' })
  changeMemberships(
    @Arg('input', () => ChangeMembershipsInput, { description: 'The changes.' })
    input: ChangeMembershipsInput,
    @Ctx() context: RequestContext,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<UserPayload> {
    const request = changeMembershipsInput(undefined, { input });
    return payload({ context, path }, (requester) =>
      changeMemberships(this.dependencies, requester, request),
    );
  }

  @Guarded('CHANGES_USERS', deleteUserInput)
  @Mutation(() => DeleteUserPayload, {
    nullable: true,
    description: 'Deletes a user: nothing tells of them from then on. What they held is removed afterwards.',
  })
  deleteUser(
    @Arg('input', () => DeleteUserInput, { description: 'The user.' }) input: DeleteUserInput,
    @Ctx() context: RequestContext,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<DeleteUserPayload> {
    const request = deleteUserInput(undefined, { input });
    return changeAsAdministrator(
      { context, path },
      (requester) => deleteUser(this.dependencies, requester, request),
      (deletedUserId, told) => ({ deletedUserId, ...told }),
    );
  }
}

function payload(place: MutationPlace, change: AdministratorsChange): Promise<UserPayload> {
  return changeAsAdministrator(place, change, async (id, told) => ({
    user: id === null ? null : await place.context.loaders.user.load(id),
    ...told,
  }));
}
