import type { ReactElement } from 'react';
import { useAnswer } from '../../../data/use-answer.js';
import { ChangePermissionsDocument } from '../../../documents/generated.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { CONFIRMABLE_WORDS } from './confirmable.js';
import type { Confirmable } from './confirmable.js';
import type { SaveInput } from './use-preview.js';

interface ConfirmDialogProps {
  code: Confirmable;
  input: SaveInput;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks whether to go on, where the gateway would allow it; explains where not [C6]. */
export function ConfirmDialog({ code, input, onConfirm, onClose }: ConfirmDialogProps): ReactElement {
  const overruled = useAnswer(ChangePermissionsDocument, {
    input: { ...input, allowOrphan: true, allowSelfLockout: true, dryRun: true },
  });
  const { title, meaning, confirm } = CONFIRMABLE_WORDS[code];
  const stays = overruled.data?.changePermissions?.userErrors.find((refusal) => refusal.code === code);
  const isAllowed = overruled.data !== undefined && stays === undefined;
  return (
    <Dialog
      title={title}
      isOpen
      isAlert
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {isAllowed ? 'Do not save' : 'Back'}
          </Button>
          {isAllowed && (
            <Button look="danger" onPress={onConfirm}>
              {confirm}
            </Button>
          )}
        </>
      }
    >
      <p>{meaning}</p>
      {overruled.isPending && <Skeleton label="Asking whether it may be saved anyway…" rows={1} />}
      {stays !== undefined && (
        <>
          <p>{stays.message}</p>
          <p>You may not overrule this. Nothing was changed, and your changes are still staged.</p>
        </>
      )}
    </Dialog>
  );
}
