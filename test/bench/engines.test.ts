import { expect, it } from '@jest/globals';
import { requireAgreement } from '../../bench/sections/engine/engine.js';
import { KEPT, makeEngines } from '../../bench/sections/engine/engines.js';

const SIZES = { users: 40, integrations: 200, permissions: 2_000, questions: 500, askingUsers: 10 };

it('every engine that the benchmark measures agrees with the naive oracle', async () => {
  const { data, rivals } = await makeEngines(SIZES);
  expect(rivals.map(({ kind }) => kind)).toEqual([
    'casbin',
    'casbin of a user',
    'byte matrix',
    'CASL',
    'CASL',
    'CASL',
  ]);
  const { decisions, setLayer } = data.expected;
  // A world in which everything is allowed, or nothing, would agree with anybody.
  for (const answers of [decisions, setLayer]) expect(new Set(answers).size).toBe(2);
});

it('and one that answers for another user is found', async () => {
  const { data, kept } = await makeEngines(SIZES);
  const { world, expected } = data;
  const [first] = world.users;
  const mistaken = {
    ...kept,
    allows: (asked: (typeof world.questions)[number]) => kept.allows({ ...asked, userId: first?.id ?? '' }),
  };
  expect(() => {
    requireAgreement(KEPT, mistaken, { questions: world.questions, expected });
  }).toThrow(`${KEPT} disagrees with the oracle on`);
});
