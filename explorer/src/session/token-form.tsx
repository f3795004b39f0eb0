import { useId, useState } from 'react';
import type { SubmitEvent, ReactElement } from 'react';
import { findToken } from './token.js';

/** Takes a pasted token or sign-in link. */
export function TokenForm({ onToken }: { onToken: (token: string) => void }): ReactElement {
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
    <form className="token-form" onSubmit={submit}>
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
