import type { TestGateway } from '../../support/gateway.js';
import { postOf, sendRaw } from '../../support/raw-request.js';
import { documentOf } from './documents/styles.js';
import type { Style } from './documents/styles.js';
import type { Selected } from './documents/selection.js';
import type { Answer } from './reference/compare.js';
import type { Viewer } from './world.js';

export interface Sending {
  readonly operation: 'query' | 'mutation';
  readonly selected: Selected;
  readonly style: Style;
  readonly by?: string;
}

/** Asks as a user over HTTP; the text of the answer is kept for what must not stand in it. */
export async function askAs(
  gateway: TestGateway,
  viewer: Pick<Viewer, 'world' | 'userId'>,
  { operation, selected, style, by = 'POST' }: Sending,
): Promise<Answer & { readonly text: string }> {
  const query = documentOf(operation, selected, style);
  const authorization = `Bearer ${await gateway.token(viewer.world.account.id, viewer.userId)}`;
  const url = `${gateway.url}/graphql`;
  const { text, body } = await (by === 'GET'
    ? sendRaw(`${url}?${new URLSearchParams({ query }).toString()}`, {
        headers: { authorization, 'apollo-require-preflight': 'true' },
      })
    : sendRaw(url, postOf(JSON.stringify({ query }), { authorization })));
  return { ...(body as Answer), text };
}
