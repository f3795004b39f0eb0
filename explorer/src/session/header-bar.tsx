import type { ReactElement } from 'react';
import type { Identity } from './load-identity.js';
import { signOut } from './token.js';

/** Names the signed-in user and the account's settings that every answer depends on. */
export function HeaderBar({ identity: { viewer, account } }: { identity: Identity }): ReactElement {
  return (
    <header className="header-bar">
      <h1>Latchkey explorer</h1>
      <p className="viewer">
        Signed in as <strong>{viewer.name}</strong> <code>{viewer.id}</code>
      </p>
      <dl aria-label="Account">
        <Setting name="Account" value={account.name} />
        <Setting name="Plan" value={account.plan} />
        <Setting name="Access model" value={account.accessModel} />
        <Setting name="Permission sets" value={account.permissionSets} />
      </dl>
      <button type="button" onClick={signOut}>
        Sign out
      </button>
    </header>
  );
}

function Setting({ name, value }: { name: string; value: string }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
