import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { ChangeDependencies } from '../../changes/change-dependencies.js';
import { createTeam } from '../../directory/teams/create-team.js';
import { deleteTeam } from '../../directory/teams/delete-team.js';
import { updateTeam } from '../../directory/teams/update-team.js';
import { Guarded } from '../guard/guarded.js';
import { createTeamInput, deleteTeamInput, updateTeamInput } from '../input/directory.js';
import type { MutationPlace } from '../mutation-place.js';
import type { RequestContext } from '../request-context.js';
import { DeleteTeamPayload, TeamPayload } from '../types/administration-payloads.js';
import { CreateTeamInput, DeleteTeamInput, UpdateTeamInput } from '../types/team-inputs.js';
import { changeAsAdministrator } from '../views/administered.js';
import type { AdministratorsChange } from '../views/administered.js';

@Resolver()
export class TeamMutations {
  constructor(private readonly dependencies: ChangeDependencies) {}

  @Guarded('CHANGES_TEAMS', createTeamInput)
  @Mutation(() => TeamPayload, { nullable: true, description: 'Creates a team.' })
  createTeam(
    @Arg('input', () => CreateTeamInput, { description: 'The team.' }) input: CreateTeamInput,
    @Ctx() context: RequestContext,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<TeamPayload> {
    const request = createTeamInput(undefined, { input });
    return payload({ context, path }, (requester) => createTeam(this.dependencies, requester, request));
  }

  @Guarded('CHANGES_TEAMS', updateTeamInput)
  @Mutation(() => TeamPayload, { nullable: true, description: 'Renames a team.' })
  updateTeam(
    @Arg('input', () => UpdateTeamInput, { description: 'The changes.' }) input: UpdateTeamInput,
    @Ctx() context: RequestContext,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<TeamPayload> {
    const request = updateTeamInput(undefined, { input });
    return payload({ context, path }, (requester) => updateTeam(this.dependencies, requester, request));
  }

  @Guarded('CHANGES_TEAMS', deleteTeamInput)
  @Mutation(() => DeleteTeamPayload, {
    nullable: true,
    description:
      'Deletes a team: nothing tells of it from then on. Members and integrations lose it afterwards.',
  })
  deleteTeam(
    @Arg('input', () => DeleteTeamInput, { description: 'The team.' }) input: DeleteTeamInput,
    @Ctx() context: RequestContext,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<DeleteTeamPayload> {
    const request = deleteTeamInput(undefined, { input });
    return changeAsAdministrator(
      { context, path },
      (requester) => deleteTeam(this.dependencies, requester, request),
      (deletedTeamId, told) => ({ deletedTeamId, ...told }),
    );
  }
}

function payload(place: MutationPlace, change: AdministratorsChange): Promise<TeamPayload> {
  return changeAsAdministrator(place, change, async (id, told) => ({
    team: id === null ? null : await place.context.loaders.team.load(id),
    ...told,
  }));
}
