import type { Expected } from './oracle.js';
import type { Asked } from './world.js';

/** Something that can be asked. */
export interface Engine {
  /** Which of the oracle's answers it is held to. */
  readonly answers: keyof Expected;
  allows(asked: Asked): boolean;
}

/** @throws when it disagrees with the oracle on one of the questions it is going to be asked. */
export function requireAgreement(
  name: string,
  engine: Engine,
  { questions, expected }: { readonly questions: readonly Asked[]; readonly expected: Expected },
): void {
  for (const [place, asked] of questions.entries()) {
    if (engine.allows(asked) === expected[engine.answers][place]) continue;
    throw new Error(`${name} disagrees with the oracle on ${JSON.stringify(asked)}`);
  }
}

/** The clock is looked at after so many questions. */
const STEP = 100;

/** Questions a second: as many as fill the time, over and over, but all of them when they are few. */
export function questionsPerSecond(
  engine: Engine,
  questions: readonly Asked[],
  milliseconds: number,
): number {
  const step = Math.min(STEP, questions.length);
  const started = performance.now();
  let asked = 0;
  let allowed = 0;
  let elapsed = 0;
  for (let from = 0; elapsed < milliseconds; from = (from + step) % questions.length) {
    for (let at = from; at < from + step; at += 1) {
      const question = questions[at];
      if (question !== undefined && engine.allows(question)) allowed += 1;
    }
    asked += step;
    elapsed = performance.now() - started;
  }
  // Used, so that nothing of it can be left out.
  if (allowed > asked) throw new Error('More was allowed than asked');
  return (asked * 1_000) / elapsed;
}
