import { describe, expect, it } from '@jest/globals';
import { announceDemo } from '../../src/cli/demo-announcement.js';

const URL = 'http://127.0.0.1:4000';
const PEOPLE = [
  { accountName: 'Acme', userName: 'Ana', why: 'Administrator', token: 'a' },
  { accountName: 'Acme', userName: 'Bartholomew', why: 'Operator', token: 'b' },
  { accountName: 'Shop', userName: 'Zoë', why: 'Plain user', token: 'z' },
];

describe('what the demo prints', () => {
  it('is the addresses, and for each account whom to sign in as, why, and by which link', () => {
    expect(announceDemo({ url: URL, console: true, explorer: true }, PEOPLE))
      .toBe(`Latchkey demo. The accounts are invented and kept in memory; Ctrl-C ends it.

Console   http://127.0.0.1:4000/
Explorer  http://127.0.0.1:4000/explorer/
GraphQL   http://127.0.0.1:4000/graphql

Open a link to sign in. It is valid for an hour, in this run alone.

Acme

  Ana          Administrator
  http://127.0.0.1:4000/#token=a

  Bartholomew  Operator
  http://127.0.0.1:4000/#token=b

Shop

  Zoë          Plain user
  http://127.0.0.1:4000/#token=z
`);
  });

  it('is links to the explorer where there is no console', () => {
    const text = announceDemo({ url: URL, console: false, explorer: true }, PEOPLE);
    expect(text).not.toContain('Console');
    expect(text).toContain('http://127.0.0.1:4000/explorer/#token=a');
  });

  it('is tokens where there is no page to open', () => {
    const text = announceDemo({ url: URL, console: false, explorer: false }, PEOPLE);
    expect(text).not.toContain('#token=');
    expect(text).toContain('Ana          Administrator\n  a\n');
  });
});
