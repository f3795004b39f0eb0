import { WILDCARD } from './facts.js';
import type { ResourceFacts } from './facts.js';
import { ID_FORM } from './id.js';

const PREFIX = 'data_providers.';

/** The RBAC id of every integration [V13]. */
export const WILDCARD_RBAC_ID = `${PREFIX}*`;

/** The RBAC id of one integration [V4]. */
export function rbacIdOf(integrationId: string): string {
  return PREFIX + integrationId;
}

export function rbacIdOfResource(resource: ResourceFacts): string {
  return resource.kind === 'WILDCARD' ? WILDCARD_RBAC_ID : rbacIdOf(resource.id);
}

const RBAC_ID = new RegExp(`^data_providers\\.(?:\\*|(${ID_FORM}))$`);

export type ParsedRbacId = { readonly kind: 'INTEGRATION'; readonly integrationId: string } | typeof WILDCARD;

/** Reads an RBAC id; undefined when it is none. Only the literal `data_providers.*` is the wildcard. */
export function parseRbacId(text: string): ParsedRbacId | undefined {
  const match = RBAC_ID.exec(text);
  if (match === null) return undefined;
  return match[1] === undefined ? WILDCARD : { kind: 'INTEGRATION', integrationId: match[1] };
}
