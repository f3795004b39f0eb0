import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide, judge } from '../../src/decision/decide.js';
import { REASONS } from '../../src/decision/decision.js';
import type { Decision, Finding, Layer, Verdict } from '../../src/decision/decision.js';
import type { PermissionFact, Question } from '../../src/decision/facts.js';
import { applyRemedies } from '../support/apply-remedies.js';
import { effort, sized } from '../assurance/effort.js';
import { tally } from '../assurance/tally.js';
import { questions, questionsOf, worlds } from '../assurance/worlds/facts.js';

describe('the explanation', () => {
  it('is of the very answer that the short form gives', () => {
    holds('L37', (question) => {
      const { allowed, decidedBy, reason } = decide(question);
      expect(judge(question)).toEqual({ allowed, decidedBy, reason });
    });
  });

  it('is decided by the first layer that failed, else by the last that passed', () => {
    holds('L38', (question) => {
      const { allowed, decidedBy, layers } = decide(question);
      const failed = layers.filter(({ verdict }) => verdict === 'FAIL');
      const passed = layers.filter(({ verdict }) => verdict === 'PASS');
      expect(allowed).toBe(failed.length === 0);
      expect(decidedBy).toBe((failed[0] ?? passed.at(-1))?.layer);
    });
  });
});

describe('the evidence', () => {
  it('of a skipped layer is settings alone: nothing else was looked at', () => {
    holds('L39', (question) => {
      for (const { verdict, evidence } of decide(question).layers) {
        if (verdict === 'SKIPPED') expect(evidence.filter(({ kind }) => kind !== 'SETTING')).toEqual([]);
      }
    });
  });

  it('is enough: with the permissions of the evidence alone the answer is the same [V16, V23]', () => {
    holds('L40', (question) => {
      const decision = decide(question);
      const permissions = permissionsNamedBy(decision);
      expect(decide({ ...question, permissions })).toEqual(decision);
    });
  });

  it('is complete: without the permissions of the evidence no permission gives the action [V16, V24]', () => {
    holds('L41', (question) => {
      const decision = decide(question);
      fc.pre(findingOf(decision, 'PERMISSION_SET') === 'PERMISSION_GIVES_ACTION');
      const named = new Set(permissionsNamedBy(decision));
      expect(named.size).toBeGreaterThan(0);
      const permissions = question.permissions.filter((permission) => !named.has(permission));
      const found = findingOf(decide({ ...question, permissions }), 'PERMISSION_SET');
      expect(['PERMISSION_GIVES_ACTION', 'NO_PERMISSION_GIVES_CREATE']).not.toContain(found);
    });
  });

  it.each<Layer>(['ROLE', 'TEAM_SCOPE'])(
    'of a passed %s holds each membership that passes alone, and no other',
    (layer) => {
      holds('L42', (question) => {
        const decision = decide(question);
        const passed = decision.layers.find((result) => result.layer === layer);
        fc.pre(passed?.verdict === 'PASS' && decision.reason !== 'ADMINISTRATOR');
        const { user } = question;
        const passing = user.memberships.filter((membership) => {
          const alone = { ...question, user: { ...user, memberships: [membership] } };
          return verdictOf(decide(alone), layer) === 'PASS';
        });
        expect(passed.evidence).toEqual(passing.map((membership) => ({ kind: 'MEMBERSHIP', membership })));
      });
    },
  );
});

describe('the remedies', () => {
  it('of every denial but deleting the system integration allow, applied together, whichever way is chosen', () => {
    holds('L43', (question) => {
      const { allowed, reason, remedies } = decide(question);
      fc.pre(!allowed && reason !== 'USER_INACTIVE' && reason !== 'SYSTEM_INTEGRATION');
      expect(remedies.length).toBeGreaterThan(0);
      for (const changed of applyRemedies(question, remedies)) expect(judge(changed).allowed).toBe(true);
    });
  });

  it('of an inactive user is activation, after which they are judged as any active user', () => {
    holds('L44', (question) => {
      const inactive = { ...question, user: { ...question.user, active: false } };
      const active = { ...question, user: { ...question.user, active: true } };
      const { remedies } = decide(inactive);
      expect(applyRemedies(inactive, remedies).map(decide)).toEqual([decide(active)]);
    });
  });

  it('are none when allowed, and for deleting the system integration', () => {
    holds('L45', (question) => {
      const { allowed, reason, remedies } = decide(question);
      const isNone = allowed || reason === 'SYSTEM_INTEGRATION';
      expect(remedies.length === 0).toBe(isNone);
    });
  });

  it('are each needed, unless one is to make the user an administrator, which is enough alone', () => {
    holds('L46', (question) => {
      const { allowed, remedies } = decide(question);
      fc.pre(!allowed);
      const administrator = remedies.filter(({ kind }) => kind === 'MAKE_ADMINISTRATOR');
      if (administrator.length > 0) {
        for (const changed of applyRemedies(question, administrator))
          expect(judge(changed).allowed).toBe(true);
        return;
      }
      for (const left of remedies) {
        const others = remedies.filter((remedy) => remedy !== left);
        for (const changed of applyRemedies(question, others)) expect(judge(changed).allowed).toBe(false);
      }
    });
  });

  it('take nothing away: what was allowed before stays so', () => {
    holds('L47', (question) => {
      const { remedies } = decide(question);
      for (const changed of applyRemedies(question, remedies)) {
        for (const action of ['READ', 'USE', 'UPDATE', 'DELETE', 'CREATE'] as const) {
          const [before, after] = [question, changed].map((asked) => judge({ ...asked, action }).allowed);
          expect(before === true && after === false).toBe(false);
        }
      }
    });
  });
});

it('every reason, and every finding with its verdict, occurs in some generated case', () => {
  const reasons = new Set<string>();
  const findings = new Set<string>();
  for (const world of fc.sample(worlds(), { seed: 20_260, numRuns: 600 })) {
    for (const question of questionsOf(world)) {
      const { reason, layers } = decide(question);
      reasons.add(reason);
      for (const { finding, verdict } of layers) findings.add(`${finding} ${verdict}`);
    }
  }
  expect(reasons).toEqual(new Set(REASONS));
  expect(findings).toEqual(new Set(Object.entries(VERDICT_OF).map((entry) => entry.join(' '))));
});

/** Each finding comes with one verdict. The type makes this list complete. */
const VERDICT_OF: Readonly<Record<Finding, Verdict>> = {
  USER_IS_INACTIVE: 'FAIL',
  SYSTEM_INTEGRATION_IS_FOR_EVERYONE: 'PASS',
  SYSTEM_INTEGRATION_CANNOT_BE_DELETED: 'FAIL',
  EVERYONE_MAY_USE_WHILE_NOT_ENFORCED: 'PASS',
  ADMINISTRATORS_ONLY_WHILE_NOT_ENFORCED: 'FAIL',
  NO_ACCOUNT_RULE_DECIDES: 'PASS',
  USER_IS_ADMINISTRATOR: 'PASS',
  ROLE_PERMITS: 'PASS',
  NO_ROLE_PERMITS: 'FAIL',
  PERMITTING_MEMBERSHIP_REACHES: 'PASS',
  PERMITTING_MEMBERSHIP_EXISTS: 'PASS',
  REACHING_TEAM_LACKS_ROLE: 'FAIL',
  NO_MEMBERSHIP_REACHES: 'FAIL',
  PERMISSION_GIVES_ACTION: 'PASS',
  RESIDUAL_READ_GIVES_ACTION: 'PASS',
  NO_PERMISSION_GIVES_ACTION: 'FAIL',
  NO_PERMISSION_GIVES_UPDATE: 'FAIL',
  NO_PERMISSION_GIVES_CREATE: 'FAIL',
  NO_PERMISSION_GIVES_UPDATE_OR_CREATE: 'FAIL',
  USER_IS_THE_CREATOR: 'PASS',
  USER_IS_NOT_THE_CREATOR: 'FAIL',
  NOT_DELEGATED_WHILE_NOT_ENFORCED: 'FAIL',
  NOT_DELEGATED_ON_THE_WILDCARD: 'FAIL',
  AN_EARLIER_LAYER_DECIDED: 'SKIPPED',
  NOT_PART_OF_THE_ACCESS_MODEL: 'SKIPPED',
  PERMISSIONS_ARE_NOT_ENFORCED: 'SKIPPED',
  NOT_NEEDED_FOR_THE_ACTION: 'SKIPPED',
  NOT_NEEDED_ON_THE_WILDCARD: 'SKIPPED',
};

function holds(promise: string, law: (question: Question) => void): void {
  fc.assert(fc.property(questions(), law), effort(1_000));
  tally(promise, sized(1_000));
}

function findingOf({ layers }: Decision, layer: Layer): Finding | undefined {
  return layers.find((result) => result.layer === layer)?.finding;
}

function verdictOf({ layers }: Decision, layer: Layer): Verdict | undefined {
  return layers.find((result) => result.layer === layer)?.verdict;
}

function permissionsNamedBy({ layers }: Decision): readonly PermissionFact[] {
  return layers
    .flatMap(({ evidence }) => evidence)
    .flatMap((one) => (one.kind === 'PERMISSION' ? [one.permission] : []));
}
