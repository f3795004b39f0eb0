import type { AddressInfo } from 'node:net';
import { v7 as uuid } from 'uuid';
import { keepFacts } from '../../src/datastore/facts/keeping-datastore.js';
import { buildUnguardedSchema } from '../../src/graphql/unguarded-schema.js';
import { createHttpServer } from '../../src/http/server.js';
import { limitsWith } from '../../src/limits/limits.js';
import { gatewayParts } from './open-store.js';
import { serveMeasured } from './serve-measured.js';
import { decideNothing } from './unchecked/decide-nothing.js';

/**
 * The product with permissions compiled out: no rule on a field, no decision, no read of permissions, one token for
 * the list. HTTP, identity, logging, Apollo, types, views, page and cursors are the product's own.
 */
serveMeasured(async (settings) => {
  const parts = await gatewayParts(settings);
  const datastore = settings.keepsFacts ? keepFacts(parts.datastore) : parts.datastore;
  decideNothing(settings.rights);
  const schema = buildUnguardedSchema({ datastore, sealer: undefined, now: Date.now, newId: () => uuid() });
  const { app } = await createHttpServer({
    ...parts,
    datastore,
    schema,
    limits: limitsWith(),
    now: Date.now,
  });
  await app.listen({ host: parts.host, port: parts.port });
  return { url: `http://${parts.host}:${(app.server.address() as AddressInfo).port}` };
});
