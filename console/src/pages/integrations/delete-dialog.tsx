import type { ReactElement } from 'react';
import { useChange } from '../../data/use-answer.js';
import { DeleteIntegrationDocument } from '../../documents/generated.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Refusal } from '../../ui/refusal.js';

interface Deletable {
  readonly id: string;
  readonly name: string;
}

interface DeleteDialogProps {
  integration: Deletable;
  onClose: () => void;
  /** Called once it is gone. */
  onDeleted?: () => void;
}

/** Asks before an integration goes with all its permissions. */
export function DeleteDialog({ integration, onClose, onDeleted }: DeleteDialogProps): ReactElement {
  const { mutate, isPending, error, data } = useChange(DeleteIntegrationDocument);
  return (
    <Dialog
      title={`Delete ${integration.name}?`}
      isOpen
      isAlert
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            Keep it
          </Button>
          <Button
            look="danger"
            isPending={isPending}
            onPress={() => {
              mutate(
                { input: { id: integration.id } },
                {
                  onSuccess: ({ deleteIntegration }) => {
                    if ((deleteIntegration?.deletedIntegrationId ?? null) === null) return;
                    onClose();
                    onDeleted?.();
                  },
                },
              );
            }}
          >
            Delete
          </Button>
        </>
      }
    >
      <p>
        All permissions on it go with it, and alerts that use it lose this channel. Nobody can take this back.
      </p>
      <Refusal error={error} userErrors={data?.deleteIntegration?.userErrors ?? []} />
    </Dialog>
  );
}
