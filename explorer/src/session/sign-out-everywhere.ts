const CHANNEL = 'latchkey:session';
const SIGNED_OUT = 'signed out';

/** Tells every other tab of this origin, whichever page it shows, that the person has signed out. */
export function tellSignedOut(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(SIGNED_OUT);
  channel.close();
}

/** @returns ends the listening */
export function onSignedOutElsewhere(listener: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }) => {
    if (data === SIGNED_OUT) listener();
  });
  return () => {
    channel.close();
  };
}
