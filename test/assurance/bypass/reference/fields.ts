import { DECISION_FIELDS } from './decision-fields.js';
import { DIRECTORY_FIELDS } from './directory-fields.js';
import { MUTATION_FIELDS } from './mutation-fields.js';
import { QUERY_FIELDS } from './query-fields.js';
import { RESOURCE_FIELDS } from './resource-fields.js';
import type { FieldsOf } from './values.js';

/**
 * What the fields of each type hold, from the account's file. A field with objects has to be here; a leaf that is not
 * may hold anything but null.
 */
export const FIELDS: Readonly<Record<string, FieldsOf<never>>> = {
  ...QUERY_FIELDS,
  ...DIRECTORY_FIELDS,
  ...RESOURCE_FIELDS,
  ...DECISION_FIELDS,
  ...MUTATION_FIELDS,
};
