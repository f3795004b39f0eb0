import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headersWith } from '../servers/headers.js';
import { listBody } from '../servers/list-query.js';
import { LIST_ACCOUNT, LIST_VIEWERS, listWorld } from '../servers/list-world.js';
import type { ListWorld } from '../servers/list-world.js';
import { openStore } from '../servers/open-store.js';
import type { ServerSettings, Store } from '../servers/server-settings.js';
import type { LoadRequest } from './load.js';
import { importFile, tokenOf } from './own-account.js';

/** The account of the list in a store of its own, and what is needed to ask for it. */
export interface ListStore {
  readonly world: ListWorld;
  readonly settings: ServerSettings;
  readonly tokens: readonly string[];
  /** One of each viewer. */
  readonly requests: readonly LoadRequest[];
}

/** Runs `work` with the account in a SQLite file in a temporary folder, and removes that. */
export async function withListFile<T>(work: (store: ListStore) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
  try {
    return await work(await fill({ kind: 'SQLITE', file: join(folder, 'list.db') }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function fill(store: Store): Promise<ListStore> {
  const world = listWorld();
  const datastore = await openStore(store);
  await datastore.open();
  try {
    await importFile(datastore, world.file);
  } finally {
    await datastore.close();
  }
  const secret = randomBytes(32).toString('hex');
  const tokens = await Promise.all(
    LIST_VIEWERS.map((userId) => tokenOf(secret, { accountId: LIST_ACCOUNT, userId })),
  );
  return {
    world,
    settings: {
      store,
      secret,
      rights: world.rights,
      keepsFacts: true,
      slowdown: 0,
      constant: '',
    },
    tokens,
    requests: tokens.map((token) => ({ headers: headersWith(token), body: listBody() })),
  };
}

/** What a server answers to each request. @throws Error when one is not an answer without errors. */
export async function answersOf(url: string, requests: readonly LoadRequest[]): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const { headers, body } of requests) {
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
    const text = await response.text();
    if (!response.ok || text.includes('"errors"')) throw new Error(`Not an answer: ${text.slice(0, 500)}`);
    // Some end their answer with a line feed, some do not.
    answers.push(text.trimEnd());
  }
  return answers;
}
