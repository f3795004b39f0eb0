import { Trash2, Undo2, UserRound, UsersRound } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { PermissionSetsQuery } from '../../../documents/generated.js';
import { Badge } from '../../../ui/badge.js';
import { Button } from '../../../ui/button.js';
import { dayOf } from '../../../ui/words.js';
import { keyOf } from './staged.js';
import type { Preview } from './use-preview.js';
import type { PermissionList, PermissionRow, Principal, Staged, StagedGrant } from './staged.js';

interface PermissionTableProps {
  list: PermissionList;
  staged: Staged;
  sets: PermissionSetsQuery['permissionSets'];
  /** What the gateway said that the staged changes would do. */
  plan: Preview['plan'];
  onRemove: (id: string) => void;
  onTakeBackRemove: (id: string) => void;
  onTakeBackAdd: (grant: StagedGrant) => void;
}

/** The permissions, those about to be removed marked, and those about to be added at the end. */
export function PermissionTable(props: PermissionTableProps): ReactElement {
  const { list, staged, sets, plan, onRemove, onTakeBackRemove, onTakeBackAdd } = props;
  const removed = new Set(staged.remove);
  return (
    <div className="card table-card">
      <table className="permission-table">
        <thead>
          <tr>
            <th scope="col">Group or person</th>
            <th scope="col">Permission</th>
            <th scope="col">How it came to be</th>
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <Row
              key={row.id}
              principal={row.principal}
              setName={row.permissionSet.name}
              isInert={row.inert}
              mark={removed.has(row.id) ? 'REMOVED' : null}
              origin={<Origin row={row} />}
              action={
                removed.has(row.id) ? (
                  <TakeBack
                    of={`${row.permissionSet.name} of ${row.principal.name}`}
                    onPress={() => {
                      onTakeBackRemove(row.id);
                    }}
                  />
                ) : (
                  row.source !== 'SYSTEM' && (
                    <Button
                      look="quiet"
                      aria-label={`Delete ${row.permissionSet.name} of ${row.principal.name}`}
                      onPress={() => {
                        onRemove(row.id);
                      }}
                    >
                      <Trash2 className="icon" aria-hidden />
                      Delete
                    </Button>
                  )
                )
              }
            />
          ))}
          {staged.add.map((grant) => {
            const planned = plannedOf(grant, plan);
            const principal = { ...grant.principal, name: planned?.principal.name ?? grant.principal.id };
            const setName =
              sets.find(({ id }) => id === grant.permissionSetId)?.name ?? grant.permissionSetId;
            return (
              <Row
                key={keyOf(grant)}
                principal={principal}
                setName={setName}
                isInert={planned?.inert ?? false}
                mark="ADDED"
                origin={
                  planned?.outcome === 'UNCHANGED' ? 'Is there already: nothing to do' : 'With the next Save'
                }
                action={
                  <TakeBack
                    of={`${setName} for ${principal.name}`}
                    onPress={() => {
                      onTakeBackAdd(grant);
                    }}
                  />
                }
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  principal: Principal & { readonly name: string };
  setName: string;
  isInert: boolean;
  /** How it is staged, if it is. */
  mark: 'ADDED' | 'REMOVED' | null;
  origin: ReactNode;
  action: ReactNode;
}

function Row({ principal, setName, isInert, mark, origin, action }: RowProps): ReactElement {
  const Icon = principal.type === 'GROUP' ? UsersRound : UserRound;
  return (
    <tr className={mark === null ? undefined : `row-${mark.toLowerCase()}`}>
      <th scope="row">
        <span className="principal">
          <span className="principal-icon" aria-hidden>
            <Icon className="icon" />
          </span>
          <span>
            <span className="principal-name">{principal.name}</span>
            <span className="principal-type">
              {principal.type === 'GROUP' ? 'Group' : 'Person'} · {principal.id}
            </span>
          </span>
        </span>
      </th>
      <td>
        <span className="set-name">{setName}</span> {isInert && <Badge tone="warn">Has no effect here</Badge>}{' '}
        {mark === 'ADDED' && <Badge tone="good">Will be added</Badge>}
        {mark === 'REMOVED' && <Badge tone="bad">Will be deleted</Badge>}
      </td>
      <td className="origin">{origin}</td>
      <td className="row-action">{action}</td>
    </tr>
  );
}

function TakeBack({ of, onPress }: { of: string; onPress: () => void }): ReactElement {
  return (
    <Button look="quiet" aria-label={`Take back: ${of}`} onPress={onPress}>
      <Undo2 className="icon" aria-hidden />
      Take back
    </Button>
  );
}

function Origin({ row: { source, grantedBy, grantedAt, reason } }: { row: PermissionRow }): ReactElement {
  const day = <time dateTime={grantedAt}>{dayOf(grantedAt)}</time>;
  return (
    <>
      {source === 'GRANTED' && (
        <>
          Granted{grantedBy !== null && ` by ${grantedBy.name}`}, {day}
        </>
      )}
      {source === 'AUTOMATIC' && <>Automatic, for who created it, {day}</>}
      {source === 'SYSTEM' && 'Comes with the account'}
      {reason !== null && <q className="reason">{reason}</q>}
    </>
  );
}

/** What a dry run planned for a grant. */
function plannedOf(grant: StagedGrant, plan: Preview['plan']) {
  for (const { outcome, permission } of plan?.changes ?? []) {
    if (permission === null || outcome === 'REMOVED') continue;
    const { principal, permissionSet, inert } = permission;
    if (keyOf({ principal, permissionSetId: permissionSet.id }) === keyOf(grant)) {
      return { outcome, principal, inert };
    }
  }
  return null;
}
