import type { ReactElement } from 'react';
import type { IntegrationRowFragment } from '../documents/generated.js';
import { Badge } from './badge.js';

type Rights = IntegrationRowFragment['viewerRights'];

const WORDS: readonly (readonly [keyof Rights, string])[] = [
  ['canUse', 'Use'],
  ['canUpdate', 'Change'],
  ['canDelete', 'Delete'],
  ['canManagePermissions', 'Manage permissions'],
];

/** What the viewer may do, in words. */
export function RightsBadges({ rights }: { rights: Rights }): ReactElement {
  const words = WORDS.filter(([right]) => rights[right]);
  if (words.length === 0) return <Badge>See only</Badge>;
  return (
    <span className="rights-badges">
      {words.map(([right, word]) => (
        <Badge key={right}>{word}</Badge>
      ))}
    </span>
  );
}
