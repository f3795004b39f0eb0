import { useCallback, useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { Session } from './session/session.js';
import { SignInPage } from './session/sign-in-page.js';
import { forgetToken, keepToken, readToken, takeTokenFromAddressBar } from './session/token.js';

interface SignIn {
  token: string | null;
  /** The server answered UNAUTHENTICATED to the last token: expired, or no longer that of an active user. */
  wasRefused: boolean;
}

/** The whole page: the sign-in page without a token, one session with it. */
export function App(): ReactElement {
  const [{ token, wasRefused }, setSignIn] = useState<SignIn>(() => ({
    token: readToken(),
    wasRefused: false,
  }));

  const signIn = useCallback((given: string) => {
    keepToken(given);
    setSignIn({ token: given, wasRefused: false });
  }, []);
  const refuse = useCallback(() => {
    forgetToken();
    setSignIn({ token: null, wasRefused: true });
  }, []);

  // A sign-in link opened in a tab that shows the explorer already changes the fragment and loads nothing.
  useEffect(() => {
    const followLink = (): void => {
      if (takeTokenFromAddressBar()) setSignIn({ token: readToken(), wasRefused: false });
    };
    window.addEventListener('hashchange', followLink);
    return () => {
      window.removeEventListener('hashchange', followLink);
    };
  }, []);

  if (token === null) return <SignInPage wasRefused={wasRefused} onToken={signIn} />;
  return <Session key={token} token={token} onRefused={refuse} />;
}
