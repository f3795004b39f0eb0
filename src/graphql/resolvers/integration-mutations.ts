import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
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
  ): Promise<CreateIntegrationPayload> {
    const request = parseInput(createIntegrationInput, { input }).input;
    return payload(context, (requester) => createIntegration(this.dependencies, requester, request));
  }

  @Guarded('UPDATES_ARGUMENT')
  @Mutation(() => UpdateIntegrationPayload, { nullable: true, description: 'Changes an integration.' })
  updateIntegration(
    @Arg('input', () => UpdateIntegrationInput, { description: 'The changes.' })
    input: UpdateIntegrationInput,
    @Ctx() context: RequestContext,
  ): Promise<UpdateIntegrationPayload> {
    const request = parseInput(updateIntegrationInput, { input }).input;
    return payload(context, (requester) => updateIntegration(this.dependencies, requester, request));
  }

  @Guarded('DELETES_ARGUMENT')
  @Mutation(() => DeleteIntegrationPayload, {
    nullable: true,
    description: 'Deletes an integration with all permissions on it.',
  })
  async deleteIntegration(
    @Arg('input', () => DeleteIntegrationInput, { description: 'The integration.' })
    input: DeleteIntegrationInput,
    @Ctx() context: RequestContext,
  ): Promise<DeleteIntegrationPayload> {
    const { id } = parseInput(deleteIntegrationInput, { input }).input;
    const change = (requester: Requester) => deleteIntegration(this.dependencies, requester, id);
    const { result, userErrors, revision } = await context.change(change);
    return { deletedIntegrationId: result ?? null, userErrors, revision };
  }
}

async function payload(
  context: RequestContext,
  change: (requester: Requester) => Promise<ChangeResult<IntegrationRecord>>,
): Promise<UpdateIntegrationPayload> {
  const { result, userErrors, revision } = await context.change(change);
  const integration = result === undefined ? null : await context.loaders.integration.load(result.id);
  return { integration, userErrors, revision };
}
