import { UserRound, UsersRound } from 'lucide-react';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { Label } from 'react-aria-components/Label';
import { RadioGroup } from 'react-aria-components/RadioGroup';
import { useAnswer } from '../../../data/use-answer.js';
import { useDebounced } from '../../../data/use-debounced.js';
import { PrincipalChoicesDocument } from '../../../documents/generated.js';
import type { PermissionSetsQuery } from '../../../documents/generated.js';
import { Button } from '../../../ui/button.js';
import { Combo } from '../../../ui/combo.js';
import type { ComboSection } from '../../../ui/combo.js';
import { Dialog } from '../../../ui/dialog.js';
import { Radio } from '../../../ui/radio.js';
import { ACTION_NAMES } from '../../../ui/words.js';
import type { StagedGrant } from './staged.js';

type PermissionSet = PermissionSetsQuery['permissionSets'][number];

interface AddDialogProps {
  sets: readonly PermissionSet[];
  onAdd: (grant: StagedGrant) => void;
  onClose: () => void;
}

/** Picks a group or person, and what they are to be let do. */
export function AddDialog({ sets, onAdd, onClose }: AddDialogProps): ReactElement {
  const [picked, setPicked] = useState<{ id: string; name: string } | null>(null);
  const [setId, setSetId] = useState<string | null>(null);
  const [isChecked, setIsChecked] = useState(false);
  const add = (): void => {
    setIsChecked(true);
    const [type, id] = picked?.id.split(' ') ?? [];
    if ((type !== 'USER' && type !== 'GROUP') || id === undefined || setId === null) return;
    onAdd({ principal: { type, id }, permissionSetId: setId });
  };
  return (
    <Dialog
      title="Add permission"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" onPress={add}>
            Add
          </Button>
        </>
      }
    >
      <PrincipalPicker
        picked={picked}
        onPick={setPicked}
        mistake={isChecked && picked === null ? 'Pick a group or a person from the list.' : null}
      />
      <RadioGroup
        className="field sets"
        value={setId}
        onChange={setSetId}
        isInvalid={isChecked && setId === null}
        validationBehavior="aria"
      >
        <Label>What they may do</Label>
        {sets.map((set) => (
          <SetChoice key={set.id} set={set} />
        ))}
        {isChecked && setId === null && <p className="field-mistake">Pick what they may do.</p>}
      </RadioGroup>
    </Dialog>
  );
}

function SetChoice({
  set: { id, name, description, actions, impliedActions },
}: {
  set: PermissionSet;
}): ReactElement {
  const all = [...actions, ...impliedActions.filter((action) => !actions.includes(action))];
  return (
    <Radio value={id} className="set-choice">
      <span className="set-dot" aria-hidden />
      <span className="set-text">
        <strong>{name}</strong>
        <span className="soft">{description}</span>
        <span className="set-actions">{all.map((action) => ACTION_NAMES[action] ?? action).join(' · ')}</span>
      </span>
    </Radio>
  );
}

interface PrincipalPickerProps {
  picked: { id: string; name: string } | null;
  onPick: (picked: { id: string; name: string } | null) => void;
  mistake: string | null;
}

function PrincipalPicker({ picked, onPick, mistake }: PrincipalPickerProps): ReactElement {
  const [text, setText] = useState('');
  const wanted = picked?.name === text ? '' : text;
  const search = useDebounced(wanted);
  const { data, isPlaceholderData } = useAnswer(PrincipalChoicesDocument, { search }, { keepsLast: true });
  const sections: readonly ComboSection[] = [
    {
      id: 'groups',
      name: 'Groups',
      choices: (data?.groups.edges ?? []).map(({ node }) => ({
        id: `GROUP ${node.id}`,
        name: node.name,
        hint: node.id,
        icon: <UsersRound className="icon" aria-hidden />,
      })),
    },
    {
      id: 'people',
      name: 'People',
      choices: (data?.users.edges ?? []).map(({ node }) => ({
        id: `USER ${node.id}`,
        name: node.name,
        hint: node.id,
        icon: <UserRound className="icon" aria-hidden />,
      })),
    },
  ];
  return (
    <Combo
      label="Group or person"
      placeholder="Search groups and people"
      sections={sections}
      text={text}
      onText={(typed) => {
        setText(typed);
        if (picked !== null && picked.name !== typed) onPick(null);
      }}
      selected={picked?.id ?? null}
      onSelect={({ id, name }) => {
        onPick({ id, name });
        setText(name);
      }}
      mistake={mistake}
      isLoading={isPlaceholderData || search !== wanted}
    />
  );
}
