import { useState } from 'react';
import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { useChange } from '../../data/use-answer.js';
import { CreateIntegrationDocument } from '../../documents/generated.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Refusal } from '../../ui/refusal.js';
import { IntegrationFields } from '../integration/form/integration-fields.js';
import { EMPTY_VALUES, mistakesByField, parseSettings } from '../integration/form/values.js';

const NO_SECRETS: readonly string[] = [];

/** Makes an integration, and goes to it. */
export function CreateDialog({ onClose }: { onClose: () => void }): ReactElement {
  const [values, setValues] = useState(EMPTY_VALUES);
  const { mutate, isPending, error, data } = useChange(CreateIntegrationDocument);
  const navigate = useNavigate();
  const parsed = parseSettings(values.settings);
  const userErrors = data?.createIntegration?.userErrors ?? [];

  const create = (): void => {
    if ('mistake' in parsed) return;
    const { name, type, teamIds, secrets } = values;
    const input = {
      name,
      type,
      settings: parsed.settings,
      // Left out, the gateway takes the only team that one may create in.
      ...(teamIds.length > 0 && { teamIds: [...teamIds] }),
      ...(Object.keys(secrets).length > 0 && { secrets }),
    };
    mutate(
      { input },
      {
        onSuccess: ({ createIntegration }) => {
          const id = createIntegration?.integration?.id;
          if (id !== undefined) void navigate(`/integrations/${id}`);
          else if (createIntegration?.userErrors.length === 0) onClose();
        },
      },
    );
  };

  return (
    <Dialog
      title="New integration"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" isPending={isPending} isDisabled={'mistake' in parsed} onPress={create}>
            Create
          </Button>
        </>
      }
    >
      <IntegrationFields
        values={values}
        onChange={setValues}
        isNew
        setSecrets={NO_SECRETS}
        mistakes={mistakesByField(userErrors)}
      />
      <Refusal error={error} userErrors={userErrors} />
    </Dialog>
  );
}
