/**
 * The mutants that no test can fail on, or need not, each with the reason. A run fails on any other that survives.
 */
export const EXPLAINED = {
  decision: [
    {
      why: 'Overwritten by the first layer, which is never skipped.',
      mutants: [
        'src/decision/decide.ts: \'ACCOUNT\' => ""',
        'src/decision/decide.ts: \'ALL_LAYERS_PASSED\' => ""',
      ],
    },
    {
      why: 'Never so when it is asked: on the wildcard no membership that permits is out of reach. It is for the types.',
      mutants: [
        "src/decision/layers/membership-remedies.ts: resource.kind === 'WILDCARD' => false",
        'src/decision/layers/membership-remedies.ts: \'WILDCARD\' => ""',
      ],
    },
  ],
  guards: [],
};
