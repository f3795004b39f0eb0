import { bodyOfChange, bodyOfQuestion } from '../documents.js';
import type { Operation } from '../operations.js';
import type { Reply } from '../reply.js';
import type { Gateways } from './gateways.js';

/** An operation that was carried out. */
export interface Played {
  readonly operation: Operation;
  readonly gateway: number;
  /** By a clock that ticks with each request sent and each answer received. */
  readonly sentAt: number;
  readonly answeredAt: number;
  /** Null for an import. */
  readonly requestId: string | null;
  readonly reply: Reply | null;
}

export interface ToPlay {
  readonly operation: Operation;
  readonly gateway: number;
}

/** Runs lanes side by side; within a lane each operation waits for the answer to the one before. */
export async function playLanes(
  gateways: Gateways,
  account: string,
  lanes: readonly (readonly ToPlay[])[],
): Promise<readonly Played[]> {
  let clock = 0;
  const tick = () => (clock += 1);
  const playLane = async (lane: readonly ToPlay[]) => {
    const played: Played[] = [];
    for (const { operation, gateway } of lane) {
      const sentAt = tick();
      const answered = await carryOut(gateways, account, { operation, gateway });
      played.push({ operation, gateway, sentAt, answeredAt: tick(), ...answered });
    }
    return played;
  };
  const played = await Promise.all(lanes.map(playLane));
  return played.flat().sort((a, b) => a.sentAt - b.sentAt);
}

async function carryOut(
  gateways: Gateways,
  account: string,
  { operation, gateway }: ToPlay,
): Promise<Pick<Played, 'requestId' | 'reply'>> {
  if (operation.kind === 'IMPORT') {
    await gateways.replace(operation.file);
    return { requestId: null, reply: null };
  }
  const body = operation.kind === 'ASK' ? bodyOfQuestion(operation.question) : bodyOfChange(operation.change);
  return gateways.send(gateway, { account, user: operation.by }, body);
}

/** For a person who reads why a run failed. */
export function inWords({ operation, gateway, sentAt, answeredAt, reply }: Played): string {
  const when = `[${sentAt} to ${answeredAt}]`;
  if (operation.kind === 'IMPORT') return `${when} import of ${JSON.stringify(operation.file)}`;
  const what = operation.kind === 'ASK' ? operation.question : operation.change;
  const input = JSON.stringify('args' in what ? what.args : what.input);
  return `${when} ${operation.by} over gateway ${gateway}: ${what.field} ${input}\n    -> ${JSON.stringify(reply)}`;
}
