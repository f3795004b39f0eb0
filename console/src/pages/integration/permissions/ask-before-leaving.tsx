import { useEffect } from 'react';
import type { ReactElement } from 'react';
import { useBlocker } from 'react-router';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';

/** Asks before staged changes are lost, by a link, the back button or a closed window. */
export function AskBeforeLeaving({ count }: { count: number }): ReactElement {
  const hasStaged = count > 0;
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => hasStaged && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!hasStaged) return undefined;
    const ask = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('beforeunload', ask);
    };
  }, [hasStaged]);
  return (
    <Dialog
      title="Leave without saving?"
      isOpen={blocker.state === 'blocked'}
      isAlert
      onClose={() => blocker.reset?.()}
      actions={
        <>
          <Button autoFocus onPress={() => blocker.reset?.()}>
            Stay here
          </Button>
          <Button look="danger" onPress={() => blocker.proceed?.()}>
            Leave and discard
          </Button>
        </>
      }
    >
      <p>
        {count} staged {count === 1 ? 'change is' : 'changes are'} not saved yet.
      </p>
    </Dialog>
  );
}
