import { createMongoAbility, subject } from '@casl/ability';
import type { MongoAbility, RawRuleOf } from '@casl/ability';
import { actionsIn } from '../../../src/decision/actions.js';
import type { PermissionFact } from '../../../src/decision/facts.js';
import { countingActions } from '../../../src/decision/permission-sets.js';
import { WILDCARD_RBAC_ID, rbacIdOf } from '../../../src/decision/rbac-id.js';
import type { Engine } from './engine.js';
import { ASKED_ACTIONS } from './world.js';
import type { Asked } from './world.js';

type Rules = RawRuleOf<MongoAbility>[];

/** A way to say permissions in CASL's rules, and to ask for one integration. */
export interface CaslForm {
  readonly name: string;
  rulesOf(permissions: readonly PermissionFact[]): Rules;
  subjectOf(integrationId: string): Parameters<MongoAbility['can']>[1];
}

const KIND = 'Integration';
const asObject: CaslForm['subjectOf'] = (integrationId) => subject(KIND, { rbacId: rbacIdOf(integrationId) });
const actionsOf = ({ permissionSetId }: PermissionFact) => actionsIn(countingActions(permissionSetId, false));
const isWildcard = ({ rbacId }: PermissionFact) => rbacId === WILDCARD_RBAC_ID;

const CONDITION_EACH: CaslForm = {
  name: 'a condition for each permission',
  rulesOf: (permissions) =>
    permissions.map((permission) => ({
      action: actionsOf(permission),
      subject: KIND,
      ...(!isWildcard(permission) && { conditions: { rbacId: permission.rbacId } }),
    })),
  subjectOf: asObject,
};

const LISTS_OF_IDS: CaslForm = {
  name: 'a list of ids for each action ($in)',
  rulesOf: (permissions) =>
    ASKED_ACTIONS.flatMap((action) => {
      const giving = permissions.filter((permission) => actionsOf(permission).includes(action));
      if (giving.some(isWildcard)) return [{ action, subject: KIND }];
      const ids = [...new Set(giving.map(({ rbacId }) => rbacId))];
      return [{ action, subject: KIND, conditions: { rbacId: { $in: ids } } }];
    }),
  subjectOf: asObject,
};

const ID_AS_TYPE: CaslForm = {
  name: 'the id as subject type',
  rulesOf: (permissions) =>
    permissions.map((permission) => ({
      action: actionsOf(permission),
      subject: isWildcard(permission) ? 'all' : permission.rbacId,
    })),
  subjectOf: rbacIdOf,
};

export const CASL_FORMS: readonly CaslForm[] = [CONDITION_EACH, LISTS_OF_IDS, ID_AS_TYPE];

/** With an ability for each asking user, built before. Objects to ask about are made before, too. */
export function caslWarm(
  form: CaslForm,
  held: ReadonlyMap<string, readonly PermissionFact[]>,
  integrationIds: readonly string[],
): Engine {
  const abilities = new Map(
    [...held].map(([userId, permissions]) => [userId, createMongoAbility(form.rulesOf(permissions))]),
  );
  const subjects = new Map(integrationIds.map((id) => [id, form.subjectOf(id)]));
  return {
    answers: 'setLayer',
    allows: ({ userId, integrationId, action }) =>
      abilities.get(userId)?.can(action, subjects.get(integrationId)) ?? false,
  };
}

/** One page: the ability is built for it from the user's permissions, which are given. */
export function caslPage(
  form: CaslForm,
  permissions: readonly PermissionFact[],
  questions: readonly Asked[],
): number {
  const ability = createMongoAbility(form.rulesOf(permissions));
  return questions.filter(({ action, integrationId }) => ability.can(action, form.subjectOf(integrationId)))
    .length;
}
