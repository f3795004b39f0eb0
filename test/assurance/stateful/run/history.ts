import { createHash } from 'node:crypto';
import { accountText } from '../../../support/account-file.js';
import { nextState, outcomeOf } from '../model/apply.js';
import { importedState } from '../model/state.js';
import type { State } from '../model/state.js';
import { essenceOf } from '../reply.js';
import type { Played } from './played.js';
import { known, newIdsIn } from './trail.js';
import type { AuditEvent, Trail } from './trail.js';

/** The gateway did otherwise than the model says. */
export class Disagreement extends Error {}

/** The states that an account went through, one for each revision, and who made each but the first. */
export interface History {
  readonly states: readonly State[];
  readonly makers: readonly Played[];
}

/**
 * Tells by the audit trail which operation made which revision, and follows the model from state to state. Each
 * revision has one maker, in its order, whose events are exactly one for each record that the model says it changed.
 */
export function historyOf(before: State, played: readonly Played[], trail: Trail): History {
  let state = before;
  const states = [before];
  const makers: Played[] = [];
  while (state.revision < trail.revision) {
    const revision = state.revision + 1;
    const events = trail.events.filter((event) => event.revision === revision);
    const maker = makerOf(played, { revision, events });
    state = stateAfter(state, maker, events);
    states.push(state);
    makers.push(maker);
  }
  if (trail.events.some((event) => event.revision > trail.revision)) {
    throw new Disagreement('The audit trail is ahead of the revision');
  }
  return { states, makers };
}

interface Step {
  readonly revision: number;
  readonly events: readonly AuditEvent[];
}

function makerOf(played: readonly Played[], { revision, events }: Step): Played {
  const requests = new Set(events.map(({ requestId }) => requestId));
  const makers = played.filter(({ operation, requestId }) =>
    operation.kind === 'IMPORT'
      ? events.some(({ after }) => after?.sha256 === hashOf(accountText(operation.file)))
      : requests.has(requestId ?? ''),
  );
  const [maker, ...others] = makers;
  if (maker === undefined || others.length > 0 || requests.size > 1) {
    const what = JSON.stringify(events);
    throw new Disagreement(`Revision ${revision} has ${makers.length} makers; its events are ${what}`);
  }
  return maker;
}

function stateAfter(state: State, { operation }: Played, events: readonly AuditEvent[]): State {
  const revision = state.revision + 1;
  if (operation.kind === 'IMPORT') return importedState(operation.file, revision);
  const outcome = operation.kind === 'CHANGE' ? outcomeOf(operation, state, newIdsIn(events)) : undefined;
  if (outcome?.kind !== 'DONE' || outcome.effect === undefined) {
    const what = JSON.stringify({ operation, outcome, events });
    throw new Disagreement(`Revision ${revision} was made by what should have changed nothing: ${what}`);
  }
  const [expected, written] = [outcome.effect.events, events.map(known)].map(textOf);
  if (expected !== written) {
    throw new Disagreement(`The events of revision ${revision} are\n${written}\nand should be\n${expected}`);
  }
  return nextState(state, outcome.effect);
}

/** Events of one revision have no order that means anything. */
function textOf(events: readonly object[]): string {
  return events.map(essenceOf).sort().join('\n');
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
