import type { ReactElement } from 'react';
import type { FollowedLink } from '../../../explorer/src/session/token.js';
import { useSignIn } from '../../../explorer/src/session/use-sign-in.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';

interface LinkQuestionProps {
  link: FollowedLink;
  isSignedIn: boolean;
  onSignIn: (token: string) => void;
  onDismiss: () => void;
}

/** What there is to ask about a sign-in link that did not simply sign somebody in. */
export function LinkQuestion({
  link,
  isSignedIn,
  onSignIn,
  onDismiss,
}: LinkQuestionProps): ReactElement | null {
  if (link.kind === 'OTHER_USER') {
    return <OtherUser token={link.token} onSignIn={onSignIn} onDismiss={onDismiss} />;
  }
  if (link.kind !== 'DAMAGED' || !isSignedIn) return null;
  return (
    <Dialog
      title="This sign-in link is damaged"
      isOpen
      onClose={onDismiss}
      actions={
        <Button look="primary" onPress={onDismiss}>
          Go on
        </Button>
      }
    >
      <p>A part of its token is missing. Copy the whole link again. You are still signed in as before.</p>
    </Dialog>
  );
}

interface OtherUserProps {
  token: string;
  onSignIn: (token: string) => void;
  onDismiss: () => void;
}

/** A link is anybody's to write, so none takes the place of a session without a word. */
function OtherUser({ token, onSignIn, onDismiss }: OtherUserProps): ReactElement {
  const { outcome } = useSignIn(token);
  const identity = outcome?.kind === 'SIGNED_IN' ? outcome.identity : null;
  return (
    <Dialog
      title="Sign in as somebody else?"
      isOpen
      isAlert
      onClose={onDismiss}
      actions={
        <>
          <Button autoFocus onPress={onDismiss}>
            Stay signed in
          </Button>
          <Button
            look="primary"
            onPress={() => {
              onSignIn(token);
            }}
          >
            {identity === null ? 'Use the link' : `Sign in as ${identity.viewer.name}`}
          </Button>
        </>
      }
    >
      <p>
        You opened a sign-in link of{' '}
        {identity === null ? (
          'somebody else'
        ) : (
          <>
            <strong>{identity.viewer.name}</strong> ({identity.account.name})
          </>
        )}
        . Follow it only when you know where it comes from.
      </p>
      {outcome?.kind === 'REFUSED' && <p role="status">The gateway does not accept its token.</p>}
    </Dialog>
  );
}
