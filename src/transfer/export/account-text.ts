import type { Snapshot } from '../../datastore/contract/datastore.js';
import type { GroupRecord } from '../../datastore/contract/records.js';
import { EVERY_INTEGRATION } from '../../decision/visibility.js';
import {
  accountToFile,
  groupToFile,
  integrationToFile,
  permissionToFile,
  teamToFile,
  userToFile,
} from './file-rows.js';
import { pagesOf } from './pages.js';

const DIRECTORY_PAGE = 500;
const MEMBERS_PAGE = 2_000;
const PERMISSIONS_PAGE = 1_000;
/** With settings and secrets, which are large. */
const INTEGRATIONS_PAGE = 200;

/** The text of an export, in pieces of about a page. `onRows` is told how many rows were written. */
export async function* accountText(
  snapshot: Snapshot,
  onRows: (rows: number) => void,
): AsyncIterableIterator<string> {
  const { account } = snapshot;
  let rows = 0;
  const counted = async function* (list: AsyncIterable<ListPiece>): AsyncIterableIterator<string> {
    for await (const piece of list) {
      yield piece.text;
      rows += piece.rows;
      onRows(rows);
    }
  };
  yield `{\n"account": ${JSON.stringify(accountToFile(account))},\n"teams": [`;
  yield* counted(listText(teams(snapshot)));
  yield '\n],\n"users": [';
  yield* counted(listText(users(snapshot)));
  yield '\n],\n"groups": [';
  yield* counted(groupsText(snapshot));
  yield '\n],\n"integrations": [';
  yield* counted(listText(integrations(snapshot)));
  yield '\n],\n"permissions": [';
  yield* counted(listText(permissions(snapshot)));
  yield '\n]\n}\n';
}

interface ListPiece {
  readonly text: string;
  readonly rows: number;
}

async function* listText(pages: AsyncIterable<readonly object[]>): AsyncIterableIterator<ListPiece> {
  let separator = '\n';
  for await (const page of pages) {
    yield { text: separator + page.map((row) => JSON.stringify(row)).join(',\n'), rows: page.length };
    separator = ',\n';
  }
}

async function* teams(snapshot: Snapshot): AsyncIterableIterator<readonly object[]> {
  const pages = pagesOf(DIRECTORY_PAGE, (page) => snapshot.directoryPage({ kind: 'TEAM', ...page }));
  for await (const page of pages) yield page.map((team) => teamToFile(team, snapshot.account));
}

async function* users(snapshot: Snapshot): AsyncIterableIterator<readonly object[]> {
  const pages = pagesOf(DIRECTORY_PAGE, (page) => snapshot.directoryPage({ kind: 'USER', ...page }));
  for await (const page of pages) yield page.map(userToFile);
}

async function* integrations(snapshot: Snapshot): AsyncIterableIterator<readonly object[]> {
  const pages = pagesOf(INTEGRATIONS_PAGE, (page) =>
    snapshot.integrationPage({ ...page, tokens: [EVERY_INTEGRATION], withDetails: true }),
  );
  for await (const page of pages) yield page.map(integrationToFile);
}

async function* permissions(snapshot: Snapshot): AsyncIterableIterator<readonly object[]> {
  const pages = pagesOf(PERMISSIONS_PAGE, (page) => snapshot.permissionScan(page));
  for await (const page of pages) yield page.map(permissionToFile);
}

/** One group may list every user, so its row is written in pieces. */
async function* groupsText(snapshot: Snapshot): AsyncIterableIterator<ListPiece> {
  let separator = '\n';
  const pages = pagesOf(DIRECTORY_PAGE, (page) => snapshot.directoryPage({ kind: 'GROUP', ...page }));
  for await (const page of pages) {
    for (const group of page) {
      const opening = JSON.stringify(groupToFile(group)).slice(0, -1);
      yield { text: `${separator}${opening},"memberIds":[`, rows: 0 };
      for await (const text of memberTexts(snapshot, group)) yield { text, rows: 0 };
      yield { text: ']}', rows: 1 };
      separator = ',\n';
    }
  }
}

async function* memberTexts(snapshot: Snapshot, group: GroupRecord): AsyncIterableIterator<string> {
  if (group.builtIn === 'EVERYONE') return; // implicit: every active user
  let separator = '';
  const pages = pagesOf(MEMBERS_PAGE, async (request) => {
    const [page = { rows: [], hasNextPage: false }] = await snapshot.memberPages(
      [{ groupId: group.id }],
      request,
    );
    return page;
  });
  for await (const page of pages) {
    yield separator + page.map(({ id }) => JSON.stringify(id)).join(',');
    separator = ',';
  }
}
