import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { Requester } from '../../changes/change-dependencies.js';
import type { ChangeResult } from '../../changes/run-change.js';
import type { IntegrationRecord } from '../../datastore/contract/records.js';
import { createIntegration } from '../../integrations/create-integration.js';
import type { IntegrationChangeDependencies } from '../../integrations/create-integration.js';
import { deleteIntegration } from '../../integrations/delete-integration.js';
import { updateIntegration } from '../../integrations/update-integration.js';
import { Guarded } from '../guard/guarded.js';
import {
  createIntegrationInput,
  deleteIntegrationInput,
  updateIntegrationInput,
} from '../input/mutations.js';
import { parseInput } from '../input/parse-input.js';
import { repeatedIntegrationId } from '../idempotency/repeated-changes.js';
import type { MutationPlace } from '../mutation-place.js';
import type { RequestContext } from '../request-context.js';
import { CreateIntegrationInput, DeleteIntegrationInput, UpdateIntegrationInput } from '../types/inputs.js';
import {
  CreateIntegrationPayload,
  DeleteIntegrationPayload,
  UpdateIntegrationPayload,
} from '../types/payloads.js';

@Resolver()
export class IntegrationMutations {
  constructor(private readonly dependencies: IntegrationChangeDependencies) {}

  @Guarded('CREATES')
  @Mutation(() => CreateIntegrationPayload, {
    nullable: true,
    description: 'Creates an integration; its creator gets Owner on it.',
  })
  createIntegration(
    @Arg('input', () => CreateIntegrationInput, { description: 'The integration.' })
    input: CreateIntegrationInput,
    @Ctx() context: RequestContext,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<CreateIntegrationPayload> {
    const request = parseInput(createIntegrationInput, { input }).input;
    return payload({ context, path }, (requester) =>
      createIntegration(this.dependencies, requester, request),
    );
  }

  @Guarded('UPDATES_ARGUMENT')
  @Mutation(() => UpdateIntegrationPayload, { nullable: true, description: 'Changes an integration.' })
  updateIntegration(
    @Arg('input', () => UpdateIntegrationInput, { description: 'The changes.' })
    input: UpdateIntegrationInput,
    @Ctx() context: RequestContext,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<UpdateIntegrationPayload> {
    const request = parseInput(updateIntegrationInput, { input }).input;
    return payload({ context, path }, (requester) =>
      updateIntegration(this.dependencies, requester, request),
    );
  }

  @Guarded('DELETES_ARGUMENT')
  @Mutation(() => DeleteIntegrationPayload, {
    nullable: true,
    description: 'Deletes an integration with all permissions on it.',
  })
  deleteIntegration(
    @Arg('input', () => DeleteIntegrationInput, { description: 'The integration.' })
    input: DeleteIntegrationInput,
    @Ctx() context: RequestContext,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<DeleteIntegrationPayload> {
    const { id } = parseInput(deleteIntegrationInput, { input }).input;
    return context.change(
      String(path.key),
      (requester) => deleteIntegration(this.dependencies, requester, id),
      ({ result, repeated, userErrors, revision }) => ({
        deletedIntegrationId: result ?? (repeated && repeatedIntegrationId(repeated)) ?? null,
        userErrors,
        revision,
      }),
    );
  }
}

function payload(
  { context, path }: MutationPlace,
  change: (requester: Requester) => Promise<ChangeResult<IntegrationRecord>>,
): Promise<UpdateIntegrationPayload> {
  return context.change(String(path.key), change, async ({ result, repeated, userErrors, revision }) => {
    const id = result?.id ?? (repeated && repeatedIntegrationId(repeated));
    const integration = id === undefined ? null : await context.loaders.integration.load(id);
    return { integration, userErrors, revision };
  });
}
