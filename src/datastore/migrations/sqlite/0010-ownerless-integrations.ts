import { OWNER } from '../../../decision/permission-sets.js';
import { rbacIdOf } from '../../../decision/rbac-id.js';
import { WITHOUT_OWNER } from '../../../decision/visibility.js';
import type { SqliteMigration } from './migrations.js';

const MARK = `
update integrations set tokens = json_insert(tokens, '$[#]', :token)
where system = 0 and not exists (
  select 1 from permissions as held
  where held.generation = integrations.generation and held.rbac_id = :prefix || integrations.id
    and held.permission_set_id = :owner
) and not exists (select 1 from json_each(tokens) where value = :token)
`;

/** Integrations without an Owner are listed [A17]. The lists follow the tokens by trigger. */
export const ownerless: SqliteMigration = {
  version: 10,
  name: 'ownerless integrations',
  up: (connection) =>
    new Promise((resolve) => {
      connection.run(MARK, { token: WITHOUT_OWNER, prefix: rbacIdOf(''), owner: OWNER.id });
      resolve();
    }),
};
