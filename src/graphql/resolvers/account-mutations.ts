import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { ChangeDependencies } from '../../changes/change-dependencies.js';
import { updateAccount } from '../../directory/account/update-account.js';
import { Guarded } from '../guard/guarded.js';
import { updateAccountInput } from '../input/directory.js';
import type { MutationPlace } from '../mutation-place.js';
import type { RequestContext } from '../request-context.js';
import { AccountView } from '../types/account.js';
import { UpdateAccountPayload } from '../types/administration-payloads.js';
import { UpdateAccountInput } from '../types/account-inputs.js';
import { changeAsAdministrator } from '../views/administered.js';
import type { AdministratorsChange } from '../views/administered.js';

@Resolver()
export class AccountMutations {
  constructor(private readonly dependencies: ChangeDependencies) {}

  @Guarded('CHANGES_SETTINGS', updateAccountInput)
  @Mutation(() => UpdateAccountPayload, {
    nullable: true,
    description: 'Changes the name and settings of the account.',
  })
  updateAccount(
    @Arg('input', () => UpdateAccountInput, { description: 'The changes.' }) input: UpdateAccountInput,
    @Ctx() context: RequestContext,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<UpdateAccountPayload> {
    const request = updateAccountInput(undefined, { input });
    return payload({ context, path }, (requester) => updateAccount(this.dependencies, requester, request));
  }
}

function payload(place: MutationPlace, change: AdministratorsChange): Promise<UpdateAccountPayload> {
  return changeAsAdministrator(place, change, (id, told) => ({
    account: id === null ? null : new AccountView(place.context.access.account),
    ...told,
  }));
}
