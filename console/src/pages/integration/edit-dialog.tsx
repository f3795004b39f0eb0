import { useState } from 'react';
import type { ReactElement } from 'react';
import { useChange } from '../../data/use-answer.js';
import { UpdateIntegrationDocument } from '../../documents/generated.js';
import type { UpdateIntegrationInput } from '../../documents/generated.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Notice } from '../../ui/notice.js';
import { Refusal } from '../../ui/refusal.js';
import { IntegrationFields } from './form/integration-fields.js';
import { mistakesByField, parseSettings, valuesOf } from './form/values.js';
import type { FormValues, IntegrationDetails } from './form/values.js';
import { VersionConflict } from './version-conflict.js';

interface EditDialogProps {
  /** As it is now; asked again after each try. */
  integration: IntegrationDetails;
  /** A team to add, as a remedy asks for. */
  addTeam: string | null;
  onClose: () => void;
}

/** Changes an integration as it was when the form was opened; where it is another by then, both are shown [C3]. */
export function EditDialog({ integration, addTeam, onClose }: EditDialogProps): ReactElement {
  const [base, setBase] = useState(integration);
  const [values, setValues] = useState<FormValues>(() => withTeam(valuesOf(integration), addTeam));
  const { mutate, isPending, error, data, reset } = useChange(UpdateIntegrationDocument);
  const parsed = parseSettings(values.settings);
  const userErrors = data?.updateIntegration?.userErrors ?? [];
  const isOutdated = integration.version !== base.version;
  const asksLockout = userErrors.some(({ code }) => code === 'SELF_LOCKOUT');

  const save = (allowSelfLockout: boolean): void => {
    if ('mistake' in parsed) return;
    mutate(
      { input: { ...changesOf(base, values, parsed.settings), allowSelfLockout } },
      {
        onSuccess: ({ updateIntegration }) => {
          if (updateIntegration?.userErrors.length === 0) onClose();
        },
      },
    );
  };

  return (
    <Dialog
      title={`Edit ${base.name}`}
      isOpen
      isWide={isOutdated}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          {asksLockout && (
            <Button
              look="danger"
              onPress={() => {
                save(true);
              }}
            >
              Save and lose the right
            </Button>
          )}
          <Button
            look="primary"
            isPending={isPending}
            isDisabled={'mistake' in parsed || isOutdated}
            onPress={() => {
              save(false);
            }}
          >
            Save
          </Button>
        </>
      }
    >
      {isOutdated && (
        <VersionConflict
          theirs={integration}
          mine={values}
          onKeepMine={() => {
            reset();
            setBase(integration);
          }}
          onTakeTheirs={() => {
            reset();
            setBase(integration);
            setValues(valuesOf(integration));
          }}
        />
      )}
      <IntegrationFields
        values={values}
        onChange={setValues}
        isNew={false}
        setSecrets={base.secrets?.map(({ name }) => name) ?? []}
        mistakes={mistakesByField(userErrors)}
      />
      {asksLockout ? (
        <Notice tone="warn" isAlert title="You would lock yourself out">
          <p>{userErrors[0]?.message}</p>
        </Notice>
      ) : (
        <Refusal error={error} userErrors={isOutdated ? [] : userErrors} />
      )}
    </Dialog>
  );
}

/** Only what is different is sent: what is left out stays, whoever may change it. */
function changesOf(
  base: IntegrationDetails,
  { name, teamIds, secrets, settings }: FormValues,
  parsed: Readonly<Record<string, unknown>>,
): UpdateIntegrationInput {
  const before = valuesOf(base);
  const isSame = [...before.teamIds].sort().join() === [...teamIds].sort().join();
  return {
    id: base.id,
    ...(base.version !== null && { expectedVersion: base.version }),
    ...(name !== before.name && { name }),
    ...(!isSame && { teamIds: [...teamIds] }),
    ...(settings !== before.settings && { settings: parsed }),
    ...(Object.keys(secrets).length > 0 && { secrets }),
  };
}

function withTeam(values: FormValues, team: string | null): FormValues {
  if (team === null || values.teamIds.includes(team)) return values;
  return { ...values, teamIds: [...values.teamIds, team] };
}
