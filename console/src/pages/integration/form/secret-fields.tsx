import { Plus, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { Button } from '../../../ui/button.js';
import { TextField } from '../../../ui/fields.js';

type SecretChanges = Readonly<Record<string, string | null>>;

interface SecretFieldsProps {
  /** Names of the secrets that are set. */
  present: readonly string[];
  changes: SecretChanges;
  onChange: (changes: SecretChanges) => void;
  mistake: string | null;
}

/** Secrets are written and never read: each can be replaced or removed, and new ones set. */
export function SecretFields({ present, changes, onChange, mistake }: SecretFieldsProps): ReactElement {
  const [name, setName] = useState('');
  const names = [...new Set([...present, ...Object.keys(changes)])];
  const without = (secret: string): SecretChanges =>
    Object.fromEntries(Object.entries(changes).filter(([other]) => other !== secret));
  return (
    <fieldset className="field secrets">
      <legend className="field-label">Secrets</legend>
      {names.map((secret) => {
        const isPresent = present.includes(secret);
        if (changes[secret] === null) {
          return (
            <p key={secret} className="secret-removed">
              <span>
                <code>{secret}</code> will be removed
              </span>
              <Button
                look="quiet"
                aria-label={`Keep ${secret}`}
                onPress={() => {
                  onChange(without(secret));
                }}
              >
                <Undo2 className="icon" aria-hidden />
                Take back
              </Button>
            </p>
          );
        }
        return (
          <div key={secret} className="secret">
            <TextField
              label={secret}
              type="password"
              value={changes[secret] ?? ''}
              {...(isPresent && { description: 'Set. Left empty it stays as it is; nobody can read it.' })}
              onChange={(text) => {
                onChange(text === '' && isPresent ? without(secret) : { ...changes, [secret]: text });
              }}
            />
            <Button
              look="quiet"
              isIcon
              aria-label={`Remove ${secret}`}
              onPress={() => {
                onChange(isPresent ? { ...changes, [secret]: null } : without(secret));
              }}
            >
              <Trash2 className="icon" aria-hidden />
            </Button>
          </div>
        );
      })}
      <div className="secret">
        <TextField label="Name of a new secret" value={name} onChange={setName} isCode />
        <Button
          isDisabled={name.trim() === '' || names.includes(name)}
          onPress={() => {
            onChange({ ...changes, [name]: '' });
            setName('');
          }}
        >
          <Plus className="icon" aria-hidden />
          Add
        </Button>
      </div>
      {mistake !== null && <p className="field-mistake">{mistake}</p>}
    </fieldset>
  );
}
