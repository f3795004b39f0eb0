import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import type { FollowedLink } from './token.js';
import { useSignIn } from './use-sign-in.js';

interface LinkNoticeProps {
  link: FollowedLink;
  isSignedIn: boolean;
  onSignIn: (token: string) => void;
  onDismiss: () => void;
}

/** What there is to say or to ask about a sign-in link that did not simply sign somebody in. */
export function LinkNotice({ link, isSignedIn, onSignIn, onDismiss }: LinkNoticeProps): ReactElement | null {
  if (link.kind === 'DAMAGED') return <DamagedLink isSignedIn={isSignedIn} onDismiss={onDismiss} />;
  if (link.kind !== 'OTHER_USER') return null;
  return <OtherUser token={link.token} onSignIn={onSignIn} onDismiss={onDismiss} />;
}

function DamagedLink({
  isSignedIn,
  onDismiss,
}: {
  isSignedIn: boolean;
  onDismiss: () => void;
}): ReactElement {
  return (
    <div className="notice" role="alert">
      <p>
        This sign-in link is damaged: a part of its token is missing. Copy the whole link again, to its last
        character. {isSignedIn && 'You are still signed in as before.'}
      </p>
      <button type="button" onClick={onDismiss}>
        Close
      </button>
    </div>
  );
}

interface OtherUserProps {
  token: string;
  onSignIn: (token: string) => void;
  onDismiss: () => void;
}

/** A modal question: nothing typed meanwhile may go to the wrong user. */
function OtherUser({ token, onSignIn, onDismiss }: OtherUserProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const { outcome } = useSignIn(token);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const name = outcome?.kind === 'SIGNED_IN' ? outcome.identity.viewer.name : null;
  return (
    <dialog ref={dialog} className="question" aria-labelledby="other-user" onCancel={onDismiss}>
      <h2 id="other-user">Sign in as somebody else?</h2>
      <p>
        You opened a sign-in link of{' '}
        {name === null ? (
          'somebody else'
        ) : (
          <>
            <strong>{name}</strong> ({outcome?.kind === 'SIGNED_IN' && outcome.identity.account.name})
          </>
        )}
        . Follow it only when you know where it comes from.
      </p>
      {outcome?.kind === 'REFUSED' && <p role="status">The gateway does not accept its token.</p>}
      <div className="answers">
        <button type="button" onClick={onDismiss}>
          Stay signed in
        </button>
        <button
          type="button"
          onClick={() => {
            onSignIn(token);
          }}
        >
          {name === null ? 'Use the link' : `Sign in as ${name}`}
        </button>
      </div>
    </dialog>
  );
}
