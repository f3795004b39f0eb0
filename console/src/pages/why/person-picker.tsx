import { UserRound } from 'lucide-react';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { useAnswer } from '../../data/use-answer.js';
import { useDebounced } from '../../data/use-debounced.js';
import { UserChoicesDocument } from '../../documents/generated.js';
import { useSession } from '../../session/session-context.js';
import { Combo } from '../../ui/combo.js';

interface PersonPickerProps {
  userId: string;
  onPick: (id: string) => void;
}

/** Finds a person by name; oneself comes first. */
export function PersonPicker({ userId, onPick }: PersonPickerProps): ReactElement {
  const { viewer } = useSession();
  const [typed, setTyped] = useState<string | null>(null);
  const search = useDebounced(typed ?? '');
  const { data, isPlaceholderData } = useAnswer(UserChoicesDocument, { search }, { keepsLast: true });
  const found = data?.users.edges.map(({ node }) => node) ?? [];
  const self = { ...viewer, hint: 'you' };
  const others = found.filter(({ id }) => id !== viewer.id);
  const known = [viewer, ...found].find(({ id }) => id === userId);
  return (
    <Combo
      label="Person"
      placeholder="Search people"
      text={typed ?? known?.name ?? userId}
      onText={setTyped}
      isLoading={isPlaceholderData || search !== (typed ?? '')}
      selected={userId}
      sections={[
        {
          id: 'self',
          name: 'Myself',
          choices: [{ id: self.id, name: self.name, hint: self.hint, icon: PERSON }],
        },
        {
          id: 'people',
          name: 'People',
          choices: others.map(({ id, name }) => ({ id, name, hint: id, icon: PERSON })),
        },
      ]}
      onSelect={({ id }) => {
        setTyped(null);
        onPick(id);
      }}
    />
  );
}

const PERSON = <UserRound className="icon" aria-hidden />;
