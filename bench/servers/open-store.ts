import { devNull } from 'node:os';
import { pino } from 'pino';
import type { Logger } from 'pino';
import type { Datastore } from '../../src/datastore/contract/datastore.js';
import { createTokenVerifier } from '../../src/identity/token-verifier.js';
import type { TokenVerifier } from '../../src/identity/identity.js';
import type { ServerSettings, Store } from './server-settings.js';

/** What each gateway is put together from, with or without permissions. */
export interface GatewayParts {
  readonly datastore: Datastore;
  readonly verifier: TokenVerifier;
  readonly logger: Logger;
  readonly host: '127.0.0.1';
  readonly port: 0;
  readonly explorer: false;
  readonly explorerBundle: '';
  readonly console: false;
  readonly consoleBundle: '';
  readonly keepsFacts: boolean;
}

export async function gatewayParts(settings: ServerSettings): Promise<GatewayParts> {
  const { store, secret, keepsFacts } = settings;
  const datastore = await openStore(store);
  await datastore.open();
  return {
    datastore,
    verifier: createTokenVerifier({ kind: 'SHARED_SECRET', secret }),
    // Lines are made and written as in production, only to nowhere.
    logger: pino({ level: 'info', base: null }, pino.destination({ dest: devNull, sync: true })),
    host: '127.0.0.1',
    port: 0,
    explorer: false,
    explorerBundle: '',
    console: false,
    consoleBundle: '',
    keepsFacts,
  };
}

/** Not opened yet. Loads the driver of one engine alone, as the product does. */
export async function openStore(store: Store): Promise<Datastore> {
  if (store.kind === 'SQLITE') {
    const { createSqliteDatastore } = await import('../../src/datastore/sqlite/sqlite-datastore.js');
    return createSqliteDatastore({ file: store.file });
  }
  const { createMongodbDatastore } = await import('../../src/datastore/mongodb/mongodb-datastore.js');
  return createMongodbDatastore({ uri: store.uri });
}
