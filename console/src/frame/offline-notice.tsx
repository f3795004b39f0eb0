import { onlineManager } from '@tanstack/react-query';
import { CloudOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import type { ReactElement } from 'react';

/** Says that there is no network, for as long as there is none. What is on the page stays. */
export function OfflineNotice(): ReactElement {
  const isOnline = useSyncExternalStore(
    (changed) => onlineManager.subscribe(changed),
    () => onlineManager.isOnline(),
  );
  return (
    <div role="status">
      {!isOnline && (
        <p className="offline">
          <CloudOff className="icon" aria-hidden />
          You are offline. What you see may be out of date; it is asked again once you are back.
        </p>
      )}
    </div>
  );
}
