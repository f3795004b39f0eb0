import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { z } from 'zod';
import { createAccessToken } from '../../access-tokens/create-access-token.js';
import { revokeAccessToken } from '../../access-tokens/revoke-access-token.js';
import type { ChangeDependencies } from '../../changes/change-dependencies.js';
import type { AccessTokenRecord, JsonObject } from '../../datastore/contract/records.js';
import { Guarded } from '../guard/guarded.js';
import { createAccessTokenInput, revokeAccessTokenInput } from '../input/access-tokens.js';
import { parseInput } from '../input/parse-input.js';
import type { RequestContext } from '../request-context.js';
import { CreateAccessTokenInput, RevokeAccessTokenInput } from '../types/access-token-inputs.js';
import { AccessTokenView } from '../types/access-token.js';
import { CreateAccessTokenPayload, RevokeAccessTokenPayload } from '../types/administration-payloads.js';

const concernedToken = z.object({ id: z.string() });

@Resolver()
export class AccessTokenMutations {
  constructor(private readonly dependencies: ChangeDependencies) {}

  @Guarded('CREATES_ACCESS_TOKEN')
  @Mutation(() => CreateAccessTokenPayload, {
    nullable: true,
    description: 'Makes an access token, and shows it this one time.',
  })
  createAccessToken(
    @Arg('input', () => CreateAccessTokenInput, { description: 'The access token.' })
    input: CreateAccessTokenInput,
    @Ctx() context: RequestContext,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<CreateAccessTokenPayload> {
    const request = parseInput(createAccessTokenInput, { input }).input;
    return context.change(
      String(path.key),
      (requester) => createAccessToken(this.dependencies, requester, request),
      async ({ result, repeated, userErrors, revision }) => {
        const record = result?.accessToken ?? (repeated && (await repeatedToken(context, repeated)));
        return {
          token: result?.token ?? null,
          accessToken: record === undefined ? null : new AccessTokenView(record),
          warnings: result?.warnings ?? [],
          userErrors,
          revision,
        };
      },
    );
  }

  @Guarded('REVOKES_ACCESS_TOKEN')
  @Mutation(() => RevokeAccessTokenPayload, {
    nullable: true,
    description: 'Revokes an access token: from the answer on it is refused everywhere.',
  })
  revokeAccessToken(
    @Arg('input', () => RevokeAccessTokenInput, { description: 'The access token.' })
    input: RevokeAccessTokenInput,
    @Ctx() context: RequestContext,
    @Info() { path }: GraphQLResolveInfo,
  ): Promise<RevokeAccessTokenPayload> {
    const request = parseInput(revokeAccessTokenInput, { input }).input;
    return context.changeAndTell(
      String(path.key),
      (requester) => revokeAccessToken(this.dependencies, requester, request),
      ({ result, repeated, userErrors, revision }) => ({
        revokedAccessTokenId: result?.id ?? (repeated && concernedToken.parse(repeated).id) ?? null,
        warnings: result?.warnings ?? [],
        userErrors,
        revision,
      }),
    );
  }
}

/** The token as it is now, without its secret, where the viewer may still see it in a list [O17]. */
async function repeatedToken(
  { snapshot, access }: RequestContext,
  concerned: JsonObject,
): Promise<AccessTokenRecord | undefined> {
  const [token] = await snapshot.accessTokens([concernedToken.parse(concerned).id]);
  if (token === undefined || token.revoked) return undefined;
  return access.isAdministrator || token.userId === access.viewer.id ? token : undefined;
}
