import { resealedSecrets } from '../common/resealed-secrets.js';
import type { PageRequest, Reseal, ResealedPage } from '../contract/datastore.js';
import { detailsSchema, parseRow } from '../contract/record-schemas.js';
import { BEFORE_FIRST } from './pages.js';
import { textIn } from './rows.js';
import type { Scope } from './scope.js';
import { fromJson, toJson } from './values.js';

const PAGE = `
select id, details from integrations
where generation = :generation and id > :after order by id limit :limit
`;

/** Nothing else of the row: its lists and its version stay as they are. */
const SET_DETAILS = `
update integrations set details = changed.value ->> 1
from json_each(:rows) as changed
where integrations.generation = :generation and integrations.id = changed.value ->> 0
`;

/** Within one transaction, so that nothing changes between what is read and what is written. */
export function resealSecrets(
  { connection, generation }: Scope,
  { first, after = BEFORE_FIRST }: PageRequest,
  reseal: Reseal,
): ResealedPage {
  const rows = connection.all(PAGE, { generation, after, limit: first + 1 });
  const page = rows.slice(0, first);
  const changed: [id: string, details: string][] = [];
  for (const row of page) {
    const id = textIn(row, 'id');
    const value = fromJson(row.details);
    const details = parseRow(detailsSchema, { collection: 'integrations', id, value });
    const secrets = resealedSecrets(id, details.secrets, reseal);
    if (secrets !== undefined) changed.push([id, toJson({ ...details, secrets })]);
  }
  if (changed.length > 0) connection.run(SET_DETAILS, { generation, rows: toJson(changed) });
  const next = rows.length > first ? page.at(-1)?.id?.toString() : undefined;
  return { next, resealed: changed.length };
}
