import type { ReactElement } from 'react';
import { TokenForm } from './token-form.js';

interface SignInPageProps {
  /** The last token was turned away; without it nobody has tried to sign in yet. */
  wasRefused: boolean;
  onToken: (token: string) => void;
}

/** Says how to sign in, and takes a pasted token or link. */
export function SignInPage({ wasRefused, onToken }: SignInPageProps): ReactElement {
  return (
    <main className="card">
      <h1>Latchkey explorer</h1>
      <p role="status">
        {wasRefused
          ? 'Your sign-in has expired, or the gateway does not know it any more.'
          : 'Nobody is signed in.'}
      </p>
      <p>
        Open a sign-in link that <code>latchkey demo</code> prints when it starts: there is one for each demo
        user. For any other gateway paste a token that it accepts, such as one of <code>latchkey token</code>.
      </p>
      <TokenForm onToken={onToken} />
    </main>
  );
}
