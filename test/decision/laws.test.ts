import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Action } from '../../src/decision/actions.js';
import { decide, judge } from '../../src/decision/decide.js';
import type { Layer, Verdict } from '../../src/decision/decision.js';
import { isAdministrator, isEnforced, isPrincipalOf, WILDCARD } from '../../src/decision/facts.js';
import type { PermissionFact, Question, UserFacts } from '../../src/decision/facts.js';
import { EDIT_INTEGRATION, MAINTAINER, OWNER } from '../../src/decision/permission-sets.js';
import { rbacIdOfResource, WILDCARD_RBAC_ID } from '../../src/decision/rbac-id.js';
import { effort, sized } from '../assurance/effort.js';
import { tally } from '../assurance/tally.js';
import { permissionsNear, questions } from '../assurance/worlds/facts.js';
import { NOT_ENFORCED } from './example.js';

const UPDATING = [OWNER, MAINTAINER, EDIT_INTEGRATION].map(({ id }) => id);

describe('by default', () => {
  it('a user without a role and without a permission is denied [V22]', () => {
    holds('L17', questions(), (question) => {
      const user = { ...question.user, memberships: [], groupIds: [] };
      const permissions = question.permissions.filter(
        ({ principal }) => !isPrincipalOf(question.account, user, principal),
      );
      const unenforced = question.account.accessModel === 'GRANTS_ONLY' && !isEnforced(question.account);
      const mayUse = user.active && question.action === 'USE' && (unenforced || isOnSystem(question));
      expect(mayDo({ ...question, user, permissions })).toBe(mayUse);
    });
  });

  it('an inactive user is denied, whatever they hold', () => {
    holds('L18', questions(), (question) => {
      expect(mayDo({ ...question, user: { ...question.user, active: false } })).toBe(false);
    });
  });
});

describe('permissions', () => {
  it('may come in any order, and twice, as may groups and memberships [U28]', () => {
    const shuffled = questions().chain((question) =>
      fc.record({
        question: fc.constant(question),
        permissions: shuffledTwice(question.permissions),
        groupIds: shuffledTwice(question.user.groupIds),
        memberships: shuffledTwice(question.user.memberships),
      }),
    );
    holds('L19', shuffled, ({ question, permissions, groupIds, memberships }) => {
      const user = { ...question.user, groupIds, memberships };
      expect(judge({ ...question, permissions, user })).toEqual(judge(question));
      const [before, after] = [decide(question), decide({ ...question, permissions })];
      expect(after.remedies).toEqual(before.remedies);
      expect(after.layers.map(withEvidenceAsSet)).toEqual(before.layers.map(withEvidenceAsSet));
    });
  });

  it('only ever add: one more takes no right away, one less gives none [U28, V24]', () => {
    holds('L20', questionsWithOneMore(), ({ question, more }) => {
      const [without, having] = [mayDo(question), mayDo(withOneMore(question, more))];
      expect(without && !having).toBe(false);
    });
  });

  it('of other users and groups change nothing', () => {
    holds('L21', questionsWithOneMore(), ({ question, more }) => {
      fc.pre(!isPrincipalOf(question.account, question.user, more.principal));
      expect(decide(withOneMore(question, more))).toEqual(decide(question));
    });
  });

  it('on one integration change no answer on another [V12]', () => {
    holds('L22', questionsWithOneMore(), ({ question, more }) => {
      const here = [rbacIdOfResource(question.resource), WILDCARD_RBAC_ID];
      fc.pre(!here.includes(more.rbacId));
      expect(decide(withOneMore(question, more))).toEqual(decide(question));
      const permissions = question.permissions.filter(({ rbacId }) => here.includes(rbacId));
      expect(decide({ ...question, permissions })).toEqual(decide(question));
    });
  });

  it('that are not enforced change nothing [U1, V1, V2]', () => {
    holds('L23', questionsWithOneMore(), ({ question, more }) => {
      for (const mode of NOT_ENFORCED) {
        const unenforced = { ...question, account: { ...question.account, ...mode } };
        expect(decide(withOneMore(unenforced, more))).toEqual(decide(unenforced));
        expect(decide({ ...unenforced, permissions: [] })).toEqual(decide(unenforced));
      }
    });
  });

  it('that are not enforced are so in one way: SHADOW and STANDARD decide like OFF [U1, V1, V2]', () => {
    holds('L24', questions(), (question) => {
      const [first, ...others] = NOT_ENFORCED.map((mode) =>
        judge({ ...question, account: { ...question.account, ...mode } }),
      );
      for (const other of others) expect(other).toEqual(first);
    });
  });

  it('that give UPDATE give READ and USE, here or on the wildcard, to the user or to a group [U20]', () => {
    holds('L25', questionsWithOneMore(), ({ question, more }) => {
      fc.pre(UPDATING.includes(more.permissionSetId));
      const updated = withOneMore(question, more);
      fc.pre(
        question.resource.kind === 'INTEGRATION' && verdictOf(updated, 'UPDATE', 'PERMISSION_SET') === 'PASS',
      );
      expect(verdictOf(updated, 'READ', 'PERMISSION_SET')).toBe('PASS');
      expect(verdictOf(updated, 'USE', 'PERMISSION_SET')).not.toBe('FAIL');
    });
  });

  it('let nobody UPDATE who may not READ and USE [U20]', () => {
    holds('L26', questions(), (question) => {
      fc.pre(question.resource.kind === 'INTEGRATION' && mayDo({ ...question, action: 'UPDATE' }));
      expect(mayDo({ ...question, action: 'READ' })).toBe(true);
      expect(mayDo({ ...question, action: 'USE' })).toBe(true);
    });
  });
});

describe('administrators', () => {
  it('always pass but for deleting the system integration [U5, U6, V19, V27]', () => {
    holds('L27', questions(), (question) => {
      const user = { ...question.user, active: true };
      const { administratorsGroupId, rootTeamId } = question.account;
      const isRefused = isOnSystem(question) && question.action === 'DELETE';
      const byGroup = { ...user, groupIds: [...user.groupIds, administratorsGroupId] };
      const byRole = { ...user, memberships: [{ teamId: rootTeamId, role: 'ADMINISTRATOR' }] } as const;
      expect(mayDo({ ...question, user: byGroup })).toBe(!isRefused);
      expect(mayDo({ ...question, user: byRole })).toBe(!isRefused);
    });
  });

  it('are not made by the ADMINISTRATOR role on another team, which is as no membership [V10]', () => {
    holds('L28', questions(), (question) => {
      const { user, account } = question;
      const memberships = user.memberships.filter(
        ({ teamId, role }) => role !== 'ADMINISTRATOR' || teamId === account.rootTeamId,
      );
      expect(judge({ ...question, user: { ...user, memberships } })).toEqual(judge(question));
    });
  });
});

describe('teams', () => {
  it('are not widened by a permission, on the wildcard or elsewhere [V13, V20]', () => {
    holds('L29', questionsWithOneMore(), ({ question, more }) => {
      for (const layer of ['ACCOUNT', 'ROLE', 'TEAM_SCOPE', 'DELEGATION'] as const) {
        const [before, after] = [question, withOneMore(question, more)];
        expect(verdictOf(after, question.action, layer)).toBe(verdictOf(before, question.action, layer));
      }
    });
  });

  it('never lend their scope to a role of another: some one membership passes alone [V20]', () => {
    holds('L30', questions(), (question) => {
      const { account, action, user } = question;
      fc.pre(account.accessModel === 'LAYERED' && user.active && !isAdministrator(account, user));
      const passes = (memberships: UserFacts['memberships']) =>
        verdictOf({ ...question, user: { ...user, memberships } }, action, 'TEAM_SCOPE') === 'PASS';
      expect(passes(user.memberships)).toBe(user.memberships.some((membership) => passes([membership])));
    });
  });

  it('do not count when permissions alone decide, but for what makes an administrator', () => {
    holds('L31', questions(), (question) => {
      const { account, user } = question;
      fc.pre(account.accessModel === 'GRANTS_ONLY' && !isAdministrator(account, user));
      const teamless = { ...question, user: { ...user, memberships: [] } };
      expect(decide(teamless)).toEqual(decide(question));
    });
  });

  it('make no difference between the two roles that manage integrations [V17]', () => {
    holds('L32', questions(), (question) => {
      const memberships = question.user.memberships.map(({ teamId, role }) => ({
        teamId,
        role: role === 'INTEGRATION_OWNER' ? 'INTEGRATIONS_MANAGER' : role,
      }));
      expect(judge({ ...question, user: { ...question.user, memberships } })).toEqual(judge(question));
    });
  });
});

describe('single actions', () => {
  it('CREATE is answered alike on every resource [U9, U10]', () => {
    holds('L33', questions(), (question) => {
      const create = { ...question, action: 'CREATE' } as const;
      expect(decide({ ...create, resource: WILDCARD })).toEqual(decide(create));
    });
  });

  it('USE of the system integration is for every active user [U14, U15, U23]', () => {
    holds('L34', questions(), (question) => {
      fc.pre(isOnSystem(question));
      expect(mayDo({ ...question, action: 'USE' })).toBe(question.user.active);
    });
  });

  it('MANAGE_PERMISSIONS of somebody who is no administrator needs UPDATE, CREATE and the creator [U7, U8]', () => {
    holds('L35', questions(), (question) => {
      const { account, user, resource } = question;
      fc.pre(!isAdministrator(account, user));
      const isCreator = resource.kind === 'INTEGRATION' && resource.createdById === user.id;
      const may = (action: Action) => mayDo({ ...question, action });
      const needed = isCreator && isEnforced(account) && may('UPDATE') && may('CREATE');
      expect(may('MANAGE_PERMISSIONS')).toBe(needed);
    });
  });

  it('residual read gives READ alone, and nothing where permissions alone decide [V22, V25]', () => {
    holds('L36', questions(), (question) => {
      const [on, off] = [true, false].map((residualRead) =>
        judge({ ...question, account: { ...question.account, residualRead } }),
      );
      if (question.action !== 'READ' || question.account.accessModel === 'GRANTS_ONLY')
        expect(on).toEqual(off);
      else expect(off?.allowed === true && on?.allowed === false).toBe(false);
    });
  });
});

function holds<Case>(promise: string, cases: fc.Arbitrary<Case>, law: (one: Case) => void): void {
  fc.assert(fc.property(cases, law), effort(1_000));
  tally(promise, sized(1_000));
}

function questionsWithOneMore(): fc.Arbitrary<{ question: Question; more: PermissionFact }> {
  return questions().chain((question) => permissionsNear(question).map((more) => ({ question, more })));
}

function withOneMore(question: Question, more: PermissionFact): Question {
  return { ...question, permissions: [...question.permissions, more] };
}

/** Each at least once, some twice, in any order. */
function shuffledTwice<Item>(items: readonly Item[]): fc.Arbitrary<Item[]> {
  return fc
    .subarray([...items])
    .chain((some) => fc.shuffledSubarray([...items, ...some], { minLength: items.length + some.length }));
}

function withEvidenceAsSet({ evidence, ...result }: ReturnType<typeof decide>['layers'][number]): unknown {
  return { ...result, evidence: new Set(evidence.map((one) => JSON.stringify(one))) };
}

function mayDo(question: Question): boolean {
  return judge(question).allowed;
}

function verdictOf(question: Question, action: Action, layer: Layer): Verdict | undefined {
  return decide({ ...question, action }).layers.find((result) => result.layer === layer)?.verdict;
}

function isOnSystem({ resource }: Question): boolean {
  return resource.kind === 'INTEGRATION' && resource.system;
}
