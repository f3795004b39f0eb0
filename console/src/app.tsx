import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import {
  forgetToken,
  keepToken,
  readToken,
  takeTokenFromAddressBar,
} from '../../explorer/src/session/token.js';
import type { FollowedLink } from '../../explorer/src/session/token.js';
import { onSignedOutElsewhere } from '../../explorer/src/session/sign-out-everywhere.js';
import { Console } from './frame/console.js';
import { SignInPage } from './session/sign-in-page.js';
import type { SignInReason } from './session/sign-in-page.js';

// Few links leave something to ask.
const LinkQuestion = lazy(async () => ({
  default: (await import('./session/link-question.js')).LinkQuestion,
}));

interface SignIn {
  readonly token: string | null;
  /** Why nobody is signed in. */
  readonly reason: SignInReason;
  /** The sign-in link that the page was last opened by, until it was dealt with. */
  readonly link: FollowedLink;
}

/** The whole page: the sign-in page without a token, the console with it. */
export function App({ link: first }: { link: FollowedLink }): ReactElement {
  const [{ token, reason, link }, setSignIn] = useState<SignIn>(() => ({
    token: readToken(),
    reason: first.kind === 'DAMAGED' ? 'DAMAGED_LINK' : 'NOBODY',
    link: first,
  }));

  const signIn = useCallback((given: string) => {
    keepToken(given);
    setSignIn({ token: given, reason: 'NOBODY', link: { kind: 'NONE' } });
  }, []);
  const leave = useCallback((why: SignInReason) => {
    forgetToken();
    setSignIn((before) => ({ ...before, token: null, reason: why }));
  }, []);
  const dismiss = useCallback(() => {
    setSignIn((before) => ({ ...before, link: { kind: 'NONE' } }));
  }, []);
  const refuse = useCallback(() => {
    leave('REFUSED');
  }, [leave]);

  useEffect(
    () =>
      onSignedOutElsewhere(() => {
        leave('ELSEWHERE');
      }),
    [leave],
  );

  // A sign-in link opened in a tab that shows the console already changes the fragment and loads nothing.
  useEffect(() => {
    const followLink = (): void => {
      const followed = takeTokenFromAddressBar();
      if (followed.kind === 'NONE') return;
      setSignIn((before) => ({
        token: readToken(),
        reason: followed.kind === 'DAMAGED' ? 'DAMAGED_LINK' : before.reason,
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
      {token === null ? (
        <SignInPage reason={reason} onToken={signIn} />
      ) : (
        <Console key={token} token={token} onRefused={refuse} onToken={signIn} />
      )}
      {(link.kind === 'OTHER_USER' || link.kind === 'DAMAGED') && (
        <Suspense>
          <LinkQuestion link={link} isSignedIn={token !== null} onSignIn={signIn} onDismiss={dismiss} />
        </Suspense>
      )}
    </>
  );
}
