import type { ReactElement } from 'react';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';
import { valuesOf } from './form/values.js';
import type { FormValues, IntegrationDetails } from './form/values.js';

interface VersionConflictProps {
  theirs: IntegrationDetails;
  mine: FormValues;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** Somebody else saved while the form was open: both states side by side, and which to go on with. */
export function VersionConflict({
  theirs,
  mine,
  onKeepMine,
  onTakeTheirs,
}: VersionConflictProps): ReactElement {
  const now = valuesOf(theirs);
  const teamNames = new Map(theirs.teams?.map(({ id, name }) => [id, name]));
  const wordsOf = (teamIds: readonly string[]): string =>
    teamIds.map((id) => teamNames.get(id) ?? id).join(', ') || 'none';
  const rows = [
    { field: 'Name', theirs: now.name, mine: mine.name },
    { field: 'Teams', theirs: wordsOf(now.teamIds), mine: wordsOf(mine.teamIds) },
    { field: 'Settings', theirs: now.settings, mine: mine.settings },
  ].filter((row) => row.theirs !== row.mine);
  return (
    <Notice
      tone="warn"
      isAlert
      title="It was changed meanwhile"
      actions={
        <>
          <Button onPress={onKeepMine}>Go on with mine</Button>
          <Button onPress={onTakeTheirs}>Take what is saved now</Button>
        </>
      }
    >
      {rows.length === 0 ? (
        <p>What is saved now says the same as your form.</p>
      ) : (
        <table className="versions">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Saved now</th>
              <th scope="col">Yours</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.field}>
                <th scope="row">{row.field}</th>
                <td>
                  <pre>{row.theirs}</pre>
                </td>
                <td>
                  <pre>{row.mine}</pre>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Notice>
  );
}
