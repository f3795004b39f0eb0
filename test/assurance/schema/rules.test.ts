import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { ResourceAccess } from '../../../src/access/resource-access.js';
import { ForbiddenError } from '../../../src/errors/public-errors.js';
import { RULES } from '../../../src/graphql/guard/rules.js';
import type { RequestContext } from '../../../src/graphql/request-context.js';
import { IntegrationView } from '../../../src/graphql/types/integration.js';
import { builtSchema } from '../../graphql/built-schema.js';
import { tally } from '../tally.js';
import { ruledFields } from './guarded-fields.js';

const CONTEXT = {
  access: { isAdministrator: false, viewer: { id: 'usr_una' } },
} as unknown as RequestContext;

describe('every rule', () => {
  it('is declared by a field', () => {
    const declared = new Set(ruledFields(builtSchema()).map(({ rule }) => rule));
    expect(Object.keys(RULES).filter((rule) => !declared.has(rule))).toEqual([]);
    tally('W3', declared.size);
  });

  it('that looks at the object refuses all but the type it is about', () => {
    const looking = Object.entries(RULES).filter(([, rule]) => rule.check.length > 0);
    const onObjects = looking.filter(([, rule]) => rule.description !== 'Needs an administrator.');
    expect(onObjects.map(([name]) => name).sort()).toEqual([
      'MANAGE_PERMISSIONS',
      'MEMBER_OR_ADMINISTRATOR',
      'READ',
      'SELF_OR_ADMINISTRATOR',
      'TEAM_MEMBER_OR_ADMINISTRATOR',
    ]);
    for (const [, rule] of onObjects)
      expect(rule.check({ id: 'usr_una' }, CONTEXT)?.()).toBeInstanceOf(Error);
  });
});

/** No way through the API leads to an invisible integration, so it is made here by a mistake. */
describe('the rule VISIBLE', () => {
  it('holds because of an invisible integration no view can be made [V21]', () => {
    const refusal = refusalOf(() => seenBy('OFF_LIMITS'));
    expect(refusal).toBeInstanceOf(ForbiddenError);
    expect((refusal as ForbiddenError).extensions).toEqual({
      ...{ action: 'READ', rbacId: 'data_providers.int_1', layer: 'ROLE', reason: 'ROLE_LACKS_ACTION' },
    });
  });

  it('lets a visible one through', () => {
    expect(seenBy('team_1').id).toBe('int_1');
  });
});

function refusalOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

/** An integration of `team_1` as an operator of that team, or of none, sees it. */
function seenBy(teamId: 'team_1' | 'OFF_LIMITS'): IntegrationView {
  const times = { createdAt: 0, updatedAt: 0, version: 1, permissionsRevision: 0 };
  const integration = {
    ...({
      id: 'int_1',
      name: 'One',
      type: 'SLACK',
      system: false,
      teamIds: ['team_1'],
      createdById: null,
    } as const),
    ...times,
  };
  const memberships = teamId === 'team_1' ? ([{ teamId, role: 'OPERATOR' }] as const) : [];
  const access = new ResourceAccess(integration, {
    account: {
      ...({ plan: 'STANDARD', permissionSets: 'OFF', accessModel: 'LAYERED', residualRead: false } as const),
      ...{ rootTeamId: 'root', everyoneGroupId: 'everyone', administratorsGroupId: 'administrators' },
    },
    user: { id: 'usr_una', active: true, memberships, groupIds: [] },
    permissions: [],
  });
  return new IntegrationView(access, {});
}
