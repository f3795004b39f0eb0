import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { defaultFieldResolver } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import pino from 'pino';
import { granted, RULES } from '../../../src/graphql/guard/rules.js';
import type { RuleName } from '../../../src/graphql/guard/rules.js';
import { createHttpServer } from '../../../src/http/server.js';
import { limitsWith } from '../../../src/limits/limits.js';
import { issueToken } from '../../../src/identity/issue-token.js';
import { createTokenVerifier } from '../../../src/identity/token-verifier.js';
import { startTestGateway } from '../../support/gateway.js';
import { builtSchema } from '../built-schema.js';
import { ruledFields } from '../../assurance/schema/guarded-fields.js';

/** A plugin with `willResolveField` makes Apollo wrap the resolver of every field, which costs more than all guards. */
describe('the fields of the served schema', () => {
  it('have a guard each, but for properties under a rule that never refuses', () => {
    const unguarded = ruledFields(builtSchema()).filter(({ field }) => field.resolve === undefined);
    const refusing = unguarded.filter(({ rule }) => RULES[rule as RuleName].check !== granted);
    expect(refusing.map(({ place }) => place)).toEqual([]);
  });

  it('are resolved by their guards and by nothing around them, also after a request', async () => {
    const schema = builtSchema();
    const before = new Map(resolversOf(schema));
    const accounts = [{ account: { id: 'acme' }, users: [{ id: 'usr_ada', name: 'Ada' }] }];
    const gateway = await startTestGateway({ engine: 'sqlite', accounts, explorer: false });
    const settings = { kind: 'SHARED_SECRET', secret: randomBytes(32).toString('hex') } as const;
    const { app } = await createHttpServer({
      limits: limitsWith(),
      now: Date.now,
      ...{ datastore: gateway.datastore, verifier: createTokenVerifier(settings), schema },
      ...{
        logger: pino({ level: 'silent' }),
        explorer: false,
        explorerBundle: '',
        console: false,
        consoleBundle: '',
      },
    });
    const who = { accountId: 'acme', userId: 'usr_ada', expiresInSeconds: 60 };
    const answer = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${await issueToken(settings, who)}` },
      payload: { query: '{ viewer { name } }' },
    });
    await app.close();
    await gateway.stop();
    expect(answer.json()).toEqual({ data: { viewer: { name: 'Ada' } } });
    const wrapped = resolversOf(schema).filter(([place, resolve]) => before.get(place) !== resolve);
    expect(wrapped.map(([place]) => place)).toEqual([]);
  });
});

function resolversOf(schema: GraphQLSchema) {
  return ruledFields(schema).map(
    ({ place, field }) => [place, field.resolve ?? defaultFieldResolver] as const,
  );
}
