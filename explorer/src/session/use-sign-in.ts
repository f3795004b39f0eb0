import { useCallback, useEffect, useState } from 'react';
import { loadIdentity } from './load-identity.js';
import type { SignInOutcome } from './load-identity.js';

interface UseSignIn {
  /** Null while the gateway is being asked. */
  outcome: SignInOutcome | null;
  /** Asks again. */
  retry: () => void;
}

/** Asks the gateway once for each token whose it is. */
export function useSignIn(token: string): UseSignIn {
  const [outcome, setOutcome] = useState<SignInOutcome | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const abort = new AbortController();
    void loadIdentity(token, abort.signal).then((loaded) => {
      if (!abort.signal.aborted) setOutcome(loaded);
    });
    return () => {
      abort.abort();
    };
  }, [token, attempt]);

  const retry = useCallback(() => {
    setOutcome(null);
    setAttempt((count) => count + 1);
  }, []);
  return { outcome, retry };
}
