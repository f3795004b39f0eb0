import { describe, expect, it } from '@jest/globals';
import { WILDCARD } from '../../src/decision/facts.js';
import { parseRbacId, rbacIdOf, rbacIdOfResource, WILDCARD_RBAC_ID } from '../../src/decision/rbac-id.js';
import { PAGERDUTY } from './example.js';

describe('an RBAC id', () => {
  it('is data_providers and the id of the integration, or the wildcard [V4, V13]', () => {
    expect(rbacIdOf('int_pd')).toBe('data_providers.int_pd');
    expect(rbacIdOfResource(PAGERDUTY)).toBe('data_providers.int_pd');
    expect(rbacIdOfResource(WILDCARD)).toBe('data_providers.*');
    expect(WILDCARD_RBAC_ID).toBe('data_providers.*');
  });

  it.each(['a', '0', '_', '-', 'int_pd', 'A'.repeat(64), '__proto__'])(
    'is read back for %j',
    (integrationId) => {
      expect(parseRbacId(rbacIdOf(integrationId))).toEqual({ kind: 'INTEGRATION', integrationId });
    },
  );

  it('names every integration only by the literal wildcard', () => {
    expect(parseRbacId('data_providers.*')).toBe(WILDCARD);
  });

  it.each([
    ...[
      '',
      'data_providers',
      'data_providers.',
      'data_providers.**',
      'data_providers.a*',
      'data_providers.*a',
    ],
    ...['data_providers.%2A', 'data_providers.a.b', 'data_providers.a|b', 'data_providers.\u00e9', 'int_pd'],
    ...[
      'DATA_PROVIDERS.a',
      ' data_providers.a',
      'data_providers.a\n',
      'data_providers.*\n',
      'a\ndata_providers.a',
    ],
    `data_providers.${'a'.repeat(65)}`,
  ])('is not %j', (text) => {
    expect(parseRbacId(text)).toBeUndefined();
  });
});
