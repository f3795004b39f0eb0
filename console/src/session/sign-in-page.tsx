import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { Form } from 'react-aria-components/Form';
import { findToken } from '../../../explorer/src/session/token.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/fields.js';
import { Notice } from '../ui/notice.js';
import { useTitle } from '../ui/use-title.js';
import './sign-in.css';

/** Why nobody is signed in. */
export type SignInReason = 'NOBODY' | 'REFUSED' | 'ELSEWHERE' | 'DAMAGED_LINK';

const REASONS: Readonly<Record<SignInReason, string | null>> = {
  NOBODY: null,
  REFUSED: 'Your sign-in has expired, or the gateway does not know it any more. Sign in again.',
  ELSEWHERE: 'You signed out in another tab, and so you are signed out here.',
  DAMAGED_LINK:
    'This sign-in link is damaged: a part of its token is missing. Copy the whole link again, to its last character.',
};

interface SignInPageProps {
  reason: SignInReason;
  onToken: (token: string) => void;
}

/** Says how to sign in, and takes a pasted token or link. */
export function SignInPage({ reason, onToken }: SignInPageProps): ReactElement {
  useTitle('Sign in');
  const [text, setText] = useState('');
  const [mistake, setMistake] = useState<string | null>(null);
  const message = REASONS[reason];
  return (
    <main className="sign-in">
      <div className="sign-in-card card">
        <p className="brand">
          <KeyRound className="icon" aria-hidden />
          Latchkey
        </p>
        <h1>Sign in</h1>
        {message !== null && (
          <Notice tone={reason === 'ELSEWHERE' ? 'info' : 'warn'} isAlert>
            <p>{message}</p>
          </Notice>
        )}
        <Form
          className="sign-in-form"
          onSubmit={(event) => {
            event.preventDefault();
            const token = findToken(text);
            setMistake(token === null ? 'This is neither a token nor a sign-in link.' : null);
            if (token !== null) onToken(token);
          }}
        >
          <TextField
            label="Token or sign-in link"
            type="password"
            value={text}
            onChange={setText}
            mistake={mistake}
          />
          <Button look="primary" type="submit">
            Sign in
          </Button>
        </Form>
        <p className="soft">
          The demo prints a sign-in link for each of its people when it starts. For any other gateway paste a
          token that it accepts, such as one of <code>latchkey token</code>. It is kept in this tab alone,
          until the tab is closed.
        </p>
      </div>
    </main>
  );
}
