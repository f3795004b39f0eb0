import { useContext } from 'react';
import type { ReactElement } from 'react';
import { SessionContext } from '../session/session-context.js';
import { TokenForm } from '../session/token-form.js';

/** How to become an administrator; nothing for whoever is one. */
export function AdministratorSignIn(): ReactElement | null {
  const { isAdministrator, signIn } = useContext(SessionContext);
  if (isAdministrator) return null;
  return (
    <div className="administrators">
      <p>
        You are no administrator, so these are refused. Ingrid Solberg administers the demo account: open the
        sign-in link that <code>latchkey demo</code> printed for her, or paste it here.
      </p>
      <TokenForm onToken={signIn} />
    </div>
  );
}
