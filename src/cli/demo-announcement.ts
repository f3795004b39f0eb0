import { groupBy } from '../collections/group-by.js';
import type { DemoPerson } from '../http/demo-people.js';

export interface DemoAddresses {
  readonly url: string;
  readonly console: boolean;
  readonly explorer: boolean;
}

/** What the demo prints once it takes requests: whom to sign in as, why, and by which link. */
export function announceDemo(addresses: DemoAddresses, people: readonly DemoPerson[]): string {
  const { url, explorer } = addresses;
  const door = doorOf(addresses);
  const width = Math.max(...people.map(({ userName }) => userName.length));
  const accounts = [...groupBy(people, ({ accountName }) => accountName)].flatMap(([name, users]) => [
    name,
    '',
    ...users.flatMap(({ userName, why, token }) => [
      `  ${userName.padEnd(width)}  ${why}`,
      // In the fragment, which browsers send to nobody.
      door === null ? `  ${token}` : `  ${door}#token=${token}`,
      '',
    ]),
  ]);
  return [
    'Latchkey demo. The accounts are invented and kept in memory; Ctrl-C ends it.',
    '',
    ...(addresses.console ? [`Console   ${url}/`] : []),
    ...(explorer ? [`Explorer  ${url}/explorer/`] : []),
    `GraphQL   ${url}/graphql`,
    '',
    `${door === null ? 'Send a token as Authorization: Bearer' : 'Open a link to sign in'}. It is valid for an hour, in this run alone.`,
    '',
    ...accounts,
  ].join('\n');
}

/** The page that a sign-in link opens; null where there is none. */
function doorOf({ url, console, explorer }: DemoAddresses): string | null {
  if (console) return `${url}/`;
  return explorer ? `${url}/explorer/` : null;
}
