import { groupBy } from '../collections/group-by.js';

/** Somebody of a demo account to sign in as. */
export interface DemoPerson {
  readonly accountName: string;
  readonly userName: string;
  readonly why: string;
  readonly token: string;
}

export interface DemoAddresses {
  readonly url: string;
  readonly explorer: boolean;
}

/** What the demo prints once it takes requests: whom to sign in as, why, and by which link. */
export function announceDemo({ url, explorer }: DemoAddresses, people: readonly DemoPerson[]): string {
  const width = Math.max(...people.map(({ userName }) => userName.length));
  const accounts = [...groupBy(people, ({ accountName }) => accountName)].flatMap(([name, users]) => [
    name,
    '',
    ...users.flatMap(({ userName, why, token }) => [
      `  ${userName.padEnd(width)}  ${why}`,
      // In the fragment, which browsers send to nobody.
      explorer ? `  ${url}/explorer/#token=${token}` : `  ${token}`,
      '',
    ]),
  ]);
  return [
    'Latchkey demo. The accounts are invented and kept in memory; Ctrl-C ends it.',
    '',
    ...(explorer ? [`Explorer  ${url}/explorer/`] : []),
    `GraphQL   ${url}/graphql`,
    '',
    `${explorer ? 'Open a link to sign in' : 'Send a token as Authorization: Bearer'}. It is valid for an hour, in this run alone.`,
    '',
    ...accounts,
  ].join('\n');
}
