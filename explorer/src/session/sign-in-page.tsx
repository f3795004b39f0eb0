import { useId, useState } from 'react';
import type { SubmitEvent, ReactElement } from 'react';
import { findToken } from './token.js';

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

function TokenForm({ onToken }: { onToken: (token: string) => void }): ReactElement {
  const [text, setText] = useState('');
  const [isMistaken, setIsMistaken] = useState(false);
  const fieldId = useId();
  const mistakeId = useId();

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const token = findToken(text);
    setIsMistaken(token === null);
    if (token !== null) onToken(token);
  };

  return (
    <form onSubmit={submit}>
      <label htmlFor={fieldId}>Token or sign-in link</label>
      <div className="field">
        <input
          id={fieldId}
          value={text}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={isMistaken}
          aria-describedby={mistakeId}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
        <button type="submit">Sign in</button>
      </div>
      <p id={mistakeId} className="mistake" role="alert">
        {isMistaken && 'This is neither a token nor a sign-in link.'}
      </p>
    </form>
  );
}
