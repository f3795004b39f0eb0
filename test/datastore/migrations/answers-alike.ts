import { expect } from '@jest/globals';
import type { Datastore } from '../../../src/datastore/contract/datastore.js';
import { startTestGateway } from '../../support/gateway.js';
import type { Engine } from '../../support/gateway.js';
import { questions, recordedAnswers } from './layout-1.js';

/** Asks a gateway on the datastore what the version of the fixture was asked, and expects the same answers. */
export async function expectAnswersAlike(engine: Engine, datastore: Datastore): Promise<void> {
  const recorded = recordedAnswers(engine);
  expect(recorded.length).toBeGreaterThan(50);
  const gateway = await startTestGateway({ engine, datastore });
  try {
    const answers = await Promise.all(
      recorded.map(async ({ account, user, question }) => {
        const { data, errors } = await gateway.ask({ account, user }, questions()[question] ?? '');
        // Where something was refused, what stands in its place is the API's business.
        if (errors === undefined) return { account, user, question, data };
        return { account, user, question, codes: errors.map(({ extensions }) => extensions.code) };
      }),
    );
    expect(answers).toEqual(recorded);
  } finally {
    await gateway.stop();
  }
}
