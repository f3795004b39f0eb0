import { useState } from 'react';
import type { ReactElement } from 'react';
import { useChange } from '../../../data/use-answer.js';
import { ChangePermissionsDocument } from '../../../documents/generated.js';
import type { ChangePermissionsMutation } from '../../../documents/generated.js';
import { Button } from '../../../ui/button.js';
import { TextField } from '../../../ui/fields.js';
import { Refusal } from '../../../ui/refusal.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { isConfirmable } from './confirmable.js';
import type { Confirmable } from './confirmable.js';
import type { Staged } from './staged.js';
import { saveInput } from './use-preview.js';

interface SaveBarProps {
  rbacId: string;
  staged: Staged;
  onDiscard: () => void;
  /** @param text what was done, for whoever listens */
  onSaved: (text: string) => void;
}

/** Save sends everything that is staged as one change, Discard drops it. */
export function SaveBar({ rbacId, staged, onDiscard, onSaved }: SaveBarProps): ReactElement {
  const { mutate, isPending, error, data } = useChange(ChangePermissionsDocument);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState<Confirmable | null>(null);
  const [confirmed, setConfirmed] = useState<readonly Confirmable[]>([]);
  const input = saveInput(rbacId, staged);

  const save = (allowed: readonly Confirmable[]): void => {
    setConfirmed(allowed);
    setAsked(null);
    const allowOrphan = allowed.includes('LAST_OWNER');
    const allowSelfLockout = allowed.includes('SELF_LOCKOUT');
    mutate(
      { input: { ...input, reason: reason.trim() === '' ? null : reason, allowOrphan, allowSelfLockout } },
      {
        onSuccess: ({ changePermissions }) => {
          const [refusal] = changePermissions?.userErrors ?? [];
          if (changePermissions === null) return;
          if (refusal === undefined) onSaved(summaryOf(changePermissions));
          else if (isConfirmable(refusal.code)) setAsked(refusal.code);
        },
      },
    );
  };

  const refusals = data?.changePermissions?.userErrors.filter(({ code }) => !isConfirmable(code)) ?? [];
  return (
    <div className="save-bar card">
      <Refusal error={error} userErrors={refusals} />
      <div className="save-bar-row">
        <TextField label="Reason (kept in the audit trail)" value={reason} onChange={setReason} />
        <p className="save-count">
          {staged.add.length} to add, {staged.remove.length} to delete
        </p>
        <Button isDisabled={isPending} onPress={onDiscard}>
          Discard
        </Button>
        <Button
          look="primary"
          isPending={isPending}
          onPress={() => {
            save([]);
          }}
        >
          Save
        </Button>
      </div>
      {asked !== null && (
        <ConfirmDialog
          code={asked}
          input={input}
          onClose={() => {
            setAsked(null);
          }}
          onConfirm={() => {
            save([...confirmed, asked]);
          }}
        />
      )}
    </div>
  );
}

function summaryOf({ changes }: NonNullable<ChangePermissionsMutation['changePermissions']>): string {
  const count = (outcome: string): number => changes.filter((change) => change.outcome === outcome).length;
  return `Saved: ${count('CREATED')} added, ${count('REMOVED')} deleted.`;
}
