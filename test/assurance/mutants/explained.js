/**
 * The mutants that no test can fail on, or need not, each with the reason. A run fails on any other that survives.
 */
export const EXPLAINED = {
  decision: [
    {
      why: 'Overwritten by the first layer, which is never skipped.',
      mutants: [
        `src/decision/decide.ts: let decidedBy: Layer = 'ACCOUNT'; ['ACCOUNT' => ""]`,
        `src/decision/decide.ts: let reason: Reason = 'ALL_LAYERS_PASSED'; ['ALL_LAYERS_PASSED' => ""]`,
      ],
    },
    {
      why: 'The reason of a layer that is skipped is never shown.',
      mutants: [
        `src/decision/layers/layer.ts: return { verdict: 'SKIPPED', finding, reason: 'ALL_LAYERS_PASSED', isFinal: false }; ['ALL_LAYERS_PASSED' => ""]`,
      ],
    },
    {
      why: 'For speed alone: what is compared in vain differs anyway, and of a layer that lacks the action no permission gives it.',
      mutants: [
        `src/decision/decide.ts: return a.kind === b.kind && JSON.stringify(a) === JSON.stringify(b); [a.kind === b.kind => true]`,
      ],
    },
    {
      why: 'For the types: asked about the wildcard, a membership that permits is never out of reach.',
      mutants: [
        `src/decision/layers/membership-remedies.ts: if (permitting === undefined || isReached || resource.kind === 'WILDCARD') return roleRemedies(question); [resource.kind === 'WILDCARD' => false]`,
        `src/decision/layers/membership-remedies.ts: if (permitting === undefined || isReached || resource.kind === 'WILDCARD') return roleRemedies(question); ['WILDCARD' => ""]`,
      ],
    },
  ],
  guards: [],
};
