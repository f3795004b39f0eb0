import { useQuery } from '@tanstack/react-query';
import { Drama } from 'lucide-react';
import { useContext, useState } from 'react';
import type { ReactElement } from 'react';
import { array, object, string } from 'zod/mini';
import type { output } from 'zod/mini';
import { useAsking, useSession } from '../session/session-context.js';
import { SignInContext } from '../session/sign-in-context.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Skeleton } from '../ui/skeleton.js';

const People = array(object({ accountName: string(), userName: string(), why: string(), token: string() }));

/** The demo's switch: go on as another of its invented people. No other gateway knows the address it asks. */
export function ActAs(): ReactElement {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        onPress={() => {
          setIsOpen(true);
        }}
      >
        <Drama className="icon" aria-hidden />
        Act as…
      </Button>
      <Dialog
        title="Act as"
        isOpen={isOpen}
        onClose={() => {
          setIsOpen(false);
        }}
        actions={
          <Button
            onPress={() => {
              setIsOpen(false);
            }}
          >
            Stay as I am
          </Button>
        }
      >
        <Choices />
      </Dialog>
    </>
  );
}

function Choices(): ReactElement {
  const { token } = useAsking();
  const { viewer } = useSession();
  const signIn = useContext(SignInContext);
  const { data, error } = useQuery({ queryKey: ['demo people'], queryFn: () => loadPeople(token) });
  if (error !== null) return <p role="alert">The demo did not say who there is: {error.message}</p>;
  if (data === undefined) return <Skeleton label="Loading the people of the demo…" />;
  return (
    <ul className="act-as">
      {data.map((person) => (
        <li key={person.token}>
          <button
            type="button"
            className="act-as-person"
            disabled={person.userName === viewer.name}
            onClick={() => {
              signIn(person.token);
            }}
          >
            <strong>{person.userName}</strong> <span className="soft">{person.accountName}</span>
            <span className="soft">{person.why}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

async function loadPeople(token: string): Promise<output<typeof People>> {
  const response = await fetch('/demo/people', {
    headers: { authorization: `Bearer ${token}` },
    mode: 'same-origin',
    redirect: 'error',
    credentials: 'omit',
    cache: 'no-store',
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return People.parse(await response.json());
}
