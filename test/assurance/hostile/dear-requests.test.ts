import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { handmadeRequests } from '../../support/dear-requests/handmade-requests.js';
import { ChangedRequests } from '../../support/dear-requests/changed-requests.js';
import {
  REFERENCE_ACCOUNT,
  REFERENCE_ADMINISTRATOR,
  REFERENCE_CREATOR,
  referenceAccount,
} from '../../support/dear-requests/reference-account.js';
import { WithinLimits } from '../../support/dear-requests/within-limits.js';
import type { DearRequest } from '../../support/dear-requests/within-limits.js';
import { startTestGateway, USUAL_COST } from '../../support/gateway.js';
import type { TestGateway } from '../../support/gateway.js';
import { postOf, sendRaw } from '../../support/raw-request.js';
import { builtSchema } from '../../graphql/built-schema.js';
import { effort } from '../effort.js';
import { tally } from '../tally.js';

const SIZES = { integrations: 300, permissions: 1_500, users: 120 };
const IDS = {
  integrations: Array.from({ length: SIZES.integrations }, (_, n) => `int_${n}`),
  people: Array.from({ length: SIZES.users }, (_, n) => `usr_${n}`),
};
const MOST_STEPS = 6;
/** Settings are the most that a point can buy. */
const BYTES_OF_POINT = 256;
const POINTS_OF_COMMAND = 50;
/** To open a state and close it. */
const COMMANDS_OF_REQUEST = 5;

describe('requests that ask for as much as every limit allows [O2]', () => {
  const within = new WithinLimits(builtSchema());
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({
      engine: 'sqlite',
      accounts: [referenceAccount(SIZES)],
      limits: USUAL_COST,
    });
  });
  afterAll(() => gateway.stop());

  async function send({ asked, query, variables }: DearRequest) {
    const user = asked.caller === 'administrator' ? REFERENCE_ADMINISTRATOR : REFERENCE_CREATOR;
    const authorization = `Bearer ${await gateway.token(REFERENCE_ACCOUNT, user)}`;
    const before = gateway.datastore.commandCount;
    const body = JSON.stringify({ query, variables });
    const answer = await sendRaw(`${gateway.url}/graphql`, postOf(body, { authorization }));
    return { ...answer, commands: gateway.datastore.commandCount - before };
  }

  it('are answered, in as many bytes and by as many commands as their cost allows', async () => {
    const handmade = handmadeRequests();
    const drawn = fc.record({
      place: fc.nat({ max: handmade.length - 1 }),
      other: fc.nat({ max: handmade.length - 1 }),
      steps: fc.nat({ max: MOST_STEPS }),
      numbers: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
    });
    let cases = 0;
    await fc.assert(
      fc.asyncProperty(drawn, async ({ place, other, steps, numbers }) => {
        let next = 0;
        const random = (below: number) => (numbers[(next += 1) % numbers.length] ?? 0) % Math.max(below, 1);
        const changed = new ChangedRequests(within.schema, random);
        let asked = handmade[place % handmade.length];
        const added = handmade[other % handmade.length];
        fc.pre(asked !== undefined && added !== undefined);
        for (let step = 0; step < steps; step += 1) asked = { ...asked, ...changed.of(asked, added) };
        const request = within.filled(asked, IDS);
        fc.pre(request !== undefined);
        const { status, body, commands } = await send(request);
        expect(status).toBe(200);
        expect(JSON.stringify(body).length).toBeLessThanOrEqual(BYTES_OF_POINT * request.cost + 100_000);
        expect(commands).toBeLessThanOrEqual(COMMANDS_OF_REQUEST + request.cost / POINTS_OF_COMMAND);
        expect(errorsIn(body)).toBeLessThanOrEqual(100);
        cases += 1;
      }),
      effort(8),
    );
    tally('H2', cases);
  });
});

function errorsIn(body: unknown): number {
  const errors = (body as { readonly errors?: readonly unknown[] }).errors ?? [];
  return errors.length;
}
