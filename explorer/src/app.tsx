import { useCallback, useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { LinkNotice } from './session/link-notice.js';
import { Session } from './session/session.js';
import { SignInPage } from './session/sign-in-page.js';
import { onSignedOutElsewhere } from './session/sign-out-everywhere.js';
import { forgetToken, keepToken, readToken, takeTokenFromAddressBar } from './session/token.js';
import type { FollowedLink } from './session/token.js';

interface SignIn {
  token: string | null;
  /** The server answered UNAUTHENTICATED to the last token: expired, or no longer that of an active user. */
  wasRefused: boolean;
  /** The sign-in link that the page was last opened by, until it was dealt with. */
  link: FollowedLink;
}

/** The whole page: the sign-in page without a token, one session with it. */
export function App({ link: first }: { link: FollowedLink }): ReactElement {
  const [{ token, wasRefused, link }, setSignIn] = useState<SignIn>(() => ({
    token: readToken(),
    wasRefused: false,
    link: first,
  }));

  const signIn = useCallback((given: string) => {
    keepToken(given);
    setSignIn({ token: given, wasRefused: false, link: { kind: 'NONE' } });
  }, []);
  const refuse = useCallback(() => {
    forgetToken();
    setSignIn((before) => ({ ...before, token: null, wasRefused: true }));
  }, []);
  const signOutHere = useCallback(() => {
    forgetToken();
    setSignIn((before) => ({ ...before, token: null, wasRefused: false }));
  }, []);
  const dismiss = useCallback(() => {
    setSignIn((before) => ({ ...before, link: { kind: 'NONE' } }));
  }, []);

  useEffect(() => onSignedOutElsewhere(signOutHere), [signOutHere]);

  // A sign-in link opened in a tab that shows the explorer already changes the fragment and loads nothing.
  useEffect(() => {
    const followLink = (): void => {
      const followed = takeTokenFromAddressBar();
      if (followed.kind === 'NONE') return;
      setSignIn((before) => ({
        token: readToken(),
        wasRefused: before.wasRefused && followed.kind !== 'TAKEN',
        link: followed,
      }));
    };
    window.addEventListener('hashchange', followLink);
    return () => {
      window.removeEventListener('hashchange', followLink);
    };
  }, []);

  return (
    <>
      <LinkNotice link={link} isSignedIn={token !== null} onSignIn={signIn} onDismiss={dismiss} />
      {token === null ? (
        <SignInPage wasRefused={wasRefused} onToken={signIn} />
      ) : (
        <Session key={token} token={token} onToken={signIn} onRefused={refuse} />
      )}
    </>
  );
}
