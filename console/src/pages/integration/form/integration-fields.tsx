import type { ReactElement } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { Label } from 'react-aria-components/Label';
import { useAnswer } from '../../../data/use-answer.js';
import { TeamChoicesDocument } from '../../../documents/generated.js';
import { TextField } from '../../../ui/fields.js';
import { Select } from '../../../ui/select.js';
import { INTEGRATION_TYPES, TYPE_NAMES } from '../../../ui/type-icon.js';
import { SecretFields } from './secret-fields.js';
import { parseSettings } from './values.js';
import type { FormValues } from './values.js';
import './form.css';

interface IntegrationFieldsProps {
  values: FormValues;
  onChange: (values: FormValues) => void;
  /** A type is chosen once. */
  isNew: boolean;
  /** Names of the secrets that are set. */
  setSecrets: readonly string[];
  /** The API's own messages, by field. */
  mistakes: ReadonlyMap<string, string>;
}

const TYPE_CHOICES = TYPE_NAMES.map((id) => ({ id, name: INTEGRATION_TYPES[id].name }));

/** What can be said of an integration, each with the API's message at its place. */
export function IntegrationFields(props: IntegrationFieldsProps): ReactElement {
  const { values, onChange, isNew, setSecrets, mistakes } = props;
  const parsed = parseSettings(values.settings);
  return (
    <>
      <TextField
        label="Name"
        value={values.name}
        mistake={mistakes.get('name') ?? null}
        onChange={(name) => {
          onChange({ ...values, name });
        }}
      />
      {isNew && (
        <Select
          label="Type"
          choices={TYPE_CHOICES}
          value={values.type}
          onChange={(id) => {
            onChange({ ...values, type: TYPE_NAMES.find((name) => name === id) ?? values.type });
          }}
        />
      )}
      <TeamFields
        chosen={values.teamIds}
        mistake={mistakes.get('teamIds') ?? null}
        onChange={(teamIds) => {
          onChange({ ...values, teamIds });
        }}
      />
      <TextField
        label="Settings"
        value={values.settings}
        isMultiline
        isCode
        description="A JSON object. Whoever may see the integration reads it: what must stay secret belongs below."
        mistake={mistakes.get('settings') ?? ('mistake' in parsed ? parsed.mistake : null)}
        onChange={(settings) => {
          onChange({ ...values, settings });
        }}
      />
      <SecretFields
        present={setSecrets}
        changes={values.secrets}
        mistake={mistakes.get('secrets') ?? null}
        onChange={(secrets) => {
          onChange({ ...values, secrets });
        }}
      />
    </>
  );
}

interface TeamFieldsProps {
  chosen: readonly string[];
  mistake: string | null;
  onChange: (teamIds: readonly string[]) => void;
}

function TeamFields({ chosen, mistake, onChange }: TeamFieldsProps): ReactElement {
  const { data } = useAnswer(TeamChoicesDocument, {});
  const teams = data?.teams.edges.map(({ node }) => node).filter(({ root }) => !root) ?? [];
  return (
    <CheckboxGroup className="field" value={[...chosen]} isInvalid={mistake !== null} onChange={onChange}>
      <Label>Teams that hold it</Label>
      <div className="checks">
        {teams.map(({ id, name }) => (
          <CheckboxField key={id} value={id}>
            <CheckboxButton className="check">
              <span className="check-box" aria-hidden />
              {name}
            </CheckboxButton>
          </CheckboxField>
        ))}
      </div>
      {mistake !== null && <p className="field-mistake">{mistake}</p>}
    </CheckboxGroup>
  );
}
