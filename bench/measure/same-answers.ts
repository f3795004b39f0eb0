import { answersOf } from './list-store.js';
import type { LoadRequest } from './load.js';
import type { MeasuredServer } from './measured-server.js';

/**
 * Byte for byte: else one of them did less, and was fast for that.
 * @throws Error naming a server that answers any of the requests in another way than the first server does the first.
 */
export async function assertSameAnswers(
  servers: ReadonlyMap<string, MeasuredServer>,
  requests: readonly LoadRequest[],
): Promise<void> {
  let expected: string | undefined;
  for (const [name, { url }] of servers) {
    for (const answer of await answersOf(url, requests)) {
      expected ??= answer;
      if (answer !== expected) throw new Error(`${name} answers in another way than the first server does`);
    }
  }
}
