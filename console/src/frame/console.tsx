import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { RouterProvider } from 'react-router';
import { askWith } from '../data/ask.js';
import { createQueryClient } from '../data/query-client.js';
import { useAnswer } from '../data/use-answer.js';
import { ViewerDocument } from '../documents/generated.js';
import { AskingContext, SessionContext } from '../session/session-context.js';
import { SignInContext } from '../session/sign-in-context.js';
import { Skeleton } from '../ui/skeleton.js';
import { Trouble } from '../ui/trouble.js';
import { createRoutes } from './routes.js';

interface ConsoleProps {
  token: string;
  /** Called when the gateway turns the token away, at the start or in the middle of the session. */
  onRefused: () => void;
  /** Called to go on as somebody else. */
  onToken: (token: string) => void;
}

/** Everything that one token opens. Nothing that was kept for one person is there for the next. */
export function Console({ token, onRefused, onToken }: ConsoleProps): ReactElement {
  const [client] = useState(createQueryClient);
  const asking = useMemo(() => ({ token, ask: askWith(token, onRefused) }), [token, onRefused]);
  useEffect(
    () => () => {
      client.clear();
    },
    [client],
  );
  return (
    <SignInContext value={onToken}>
      <AskingContext value={asking}>
        <QueryClientProvider client={client}>
          <SignedIn />
        </QueryClientProvider>
      </AskingContext>
    </SignInContext>
  );
}

/** How often it is asked whether the viewer and the account are still as they were, in milliseconds. */
const VIEWER_EVERY_MS = 60_000;

function SignedIn(): ReactElement {
  const [router] = useState(createRoutes);
  const { data, error, refetch } = useAnswer(ViewerDocument, {}, { everyMs: VIEWER_EVERY_MS });
  const session = useMemo(
    () => data && { viewer: data.viewer, account: data.account, creating: data.checkRights[0] ?? null },
    [data],
  );
  if (session !== undefined) {
    return (
      <SessionContext value={session}>
        <RouterProvider router={router} />
      </SessionContext>
    );
  }
  return (
    <main className="page">
      {error === null ? (
        <Skeleton label="Signing in…" rows={6} />
      ) : (
        <Trouble error={error} onRetry={() => void refetch()} />
      )}
    </main>
  );
}
