import { parseRbacId } from '../../decision/rbac-id.js';
import { text } from './text.js';

/** `data_providers.<integration id>`, or the literal wildcard. */
export const rbacId = text.refine(
  (value) => parseRbacId(value) !== undefined,
  'must be data_providers.<integration id> or data_providers.*',
);
