import type { ReactElement } from 'react';
import { Button } from '../../../ui/button.js';
import { Notice } from '../../../ui/notice.js';
import { meanwhileOf } from './staged.js';
import type { PermissionList, PermissionRow } from './staged.js';

interface MeanwhileNoticeProps {
  /** The list against which the changes are staged. */
  base: PermissionList;
  now: PermissionList;
  onGoOn: () => void;
}

/** Somebody else changed the list while changes were staged: what they did, and whether to go on [C5]. */
export function MeanwhileNotice({ base, now, onGoOn }: MeanwhileNoticeProps): ReactElement | null {
  const { added, removed } = meanwhileOf(base, now);
  if (added.length + removed.length === 0) return null;
  return (
    <Notice
      tone="warn"
      isAlert
      title="The permissions changed meanwhile"
      actions={<Button onPress={onGoOn}>Go on with the list as it is now</Button>}
    >
      <ul>
        {added.map((row) => (
          <li key={row.id}>
            Added: {wordsOf(row)}
            {row.grantedBy !== null && `, by ${row.grantedBy.name}`}
          </li>
        ))}
        {removed.map((row) => (
          <li key={row.id}>Deleted: {wordsOf(row)}</li>
        ))}
      </ul>
      <p>Your own changes are still staged. Nothing is saved until you have looked.</p>
    </Notice>
  );
}

function wordsOf({ permissionSet, principal }: PermissionRow): string {
  return `${permissionSet.name} for ${principal.name}`;
}
