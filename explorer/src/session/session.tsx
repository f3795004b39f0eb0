import { lazy, Suspense, useEffect } from 'react';
import type { ReactElement } from 'react';
import { HeaderBar } from './header-bar.js';
import { SessionContext } from './session-context.js';
import { useSignIn } from './use-sign-in.js';

// The editor is several megabytes; the sign-in page does without it.
const Workspace = lazy(async () => ({ default: (await import('../workspace.js')).Workspace }));

interface SessionProps {
  token: string;
  /** Called with another token to sign in with. */
  onToken: (token: string) => void;
  /** Called when the gateway turns the token away, at the start or in the middle of the session. */
  onRefused: () => void;
}

/** Everything that one token opens: who is signed in, and the editor. */
export function Session({ token, onToken, onRefused }: SessionProps): ReactElement {
  const { outcome, retry } = useSignIn(token);
  const isRefused = outcome?.kind === 'REFUSED';
  useEffect(() => {
    if (isRefused) onRefused();
  }, [isRefused, onRefused]);

  if (outcome?.kind === 'UNKNOWN') return <Unanswered message={outcome.message} onRetry={retry} />;
  if (outcome?.kind !== 'SIGNED_IN') return <Waiting text="Signing in…" />;
  const { isAdministrator } = outcome.identity.viewer;
  return (
    <div className="session">
      <HeaderBar identity={outcome.identity} />
      <main className="workspace">
        <SessionContext value={{ isAdministrator, signIn: onToken }}>
          <Suspense fallback={<Waiting text="Loading the editor…" />}>
            <Workspace token={token} onRefused={onRefused} />
          </Suspense>
        </SessionContext>
      </main>
    </div>
  );
}

function Waiting({ text }: { text: string }): ReactElement {
  return (
    <p className="waiting" role="status">
      {text}
    </p>
  );
}

function Unanswered({ message, onRetry }: { message: string; onRetry: () => void }): ReactElement {
  return (
    <main className="card" role="alert">
      <h1>No answer from the gateway</h1>
      <p>{message}</p>
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </main>
  );
}
