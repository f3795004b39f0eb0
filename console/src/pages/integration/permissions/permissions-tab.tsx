import { Plus, ShieldOff } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { useSearchParams } from 'react-router';
import { useAnswer } from '../../../data/use-answer.js';
import { PermissionSetsDocument } from '../../../documents/generated.js';
import { useSession } from '../../../session/session-context.js';
import { Button, ButtonLink } from '../../../ui/button.js';
import { Empty } from '../../../ui/empty.js';
import { Notice } from '../../../ui/notice.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Trouble } from '../../../ui/trouble.js';
import { whyAddress } from '../../../ui/why-address.js';
import { useIntegration } from '../integration-page.js';
import { AskBeforeLeaving } from './ask-before-leaving.js';
import { MeanwhileNotice } from './meanwhile-notice.js';
import { PermissionTable } from './permission-table.js';
import { Preview } from './preview.js';
import { SaveBar } from './save-bar.js';
import { countOf, NOTHING_STAGED, stage } from './staged.js';
import type { PermissionList, StagedGrant } from './staged.js';
import { usePermissions } from './use-permissions.js';
import { usePreview } from './use-preview.js';
import './permissions-tab.css';

const AddDialog = lazy(async () => ({ default: (await import('./add-dialog.js')).AddDialog }));

/** Who holds what on the integration; added and removed in stages, and saved at once [C4]. */
export function PermissionsTab(): ReactElement {
  const { viewerRights, rbacId, name } = useIntegration();
  const permissions = usePermissions(rbacId);
  if (!viewerRights.canManagePermissions || permissions.error?.code === 'FORBIDDEN') {
    return (
      <div className="card" role="status">
        <Empty
          icon={ShieldOff}
          title="You may not manage these permissions"
          actions={<ButtonLink to={whyAddress({ rbacId, action: 'MANAGE_PERMISSIONS' })}>Why?</ButtonLink>}
        >
          <p>
            You may see or use {name}, but not who else may. If you could until now, that right has ended.
          </p>
        </Empty>
      </div>
    );
  }
  if (permissions.data !== undefined) return <Managed list={permissions.data} />;
  if (permissions.error !== null) {
    return <Trouble error={permissions.error} onRetry={() => void permissions.refetch()} />;
  }
  return (
    <div className="card">
      <Skeleton label="Loading the permissions…" rows={5} />
    </div>
  );
}

function Managed({ list }: { list: PermissionList }): ReactElement {
  const { rbacId, name } = useIntegration();
  const { account } = useSession();
  const { data: sets } = useAnswer(PermissionSetsDocument, {});
  const [staged, dispatch] = useReducer(stage, NOTHING_STAGED);
  const [isAdding, setIsAdding] = useState(false);
  const [said, setSaid] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  // The buttons that were pressed are gone then, and the focus would be with them.
  const settle = (text: string): void => {
    dispatch({ kind: 'DISCARD' });
    setSaid(text);
    heading.current?.focus();
  };
  const base = staged.base ?? list;
  const preview = usePreview(rbacId, staged);
  const add = useCallback(
    (grant: StagedGrant) => {
      dispatch({ kind: 'ADD', grant, list });
    },
    [list],
  );
  useGrantOfTheAddress(add);

  return (
    <section className="permissions" aria-labelledby="permissions">
      <header className="permissions-head">
        <div>
          <h2 id="permissions" ref={heading} tabIndex={-1}>
            Permissions
          </h2>
          <p className="soft">Who holds what on {name}. Changes are staged until you save them.</p>
        </div>
        <Button
          look="primary"
          onPress={() => {
            setIsAdding(true);
          }}
        >
          <Plus className="icon" aria-hidden />
          Add permission
        </Button>
      </header>
      {!account.enforced && (
        <Notice tone="info" title="Permissions are stored, but not evaluated now">
          <p>The settings of the account decide without them. They count once permissions are enforced.</p>
        </Notice>
      )}
      <MeanwhileNotice
        base={base}
        now={list}
        onGoOn={() => {
          dispatch({ kind: 'REBASE', list });
        }}
      />
      <PermissionTable
        list={base}
        staged={staged}
        sets={sets?.permissionSets ?? []}
        plan={preview.plan}
        onRemove={(id) => {
          dispatch({ kind: 'REMOVE', id, list });
        }}
        onTakeBackRemove={(id) => {
          dispatch({ kind: 'TAKE_BACK_REMOVE', id });
        }}
        onTakeBackAdd={(grant) => {
          dispatch({ kind: 'TAKE_BACK_ADD', grant });
        }}
      />
      <p role="status" className="visually-hidden">
        {said}
      </p>
      {countOf(staged) > 0 && (
        <>
          <Preview preview={preview} />
          <SaveBar
            rbacId={rbacId}
            staged={staged}
            onDiscard={() => {
              settle('The staged changes were discarded.');
            }}
            onSaved={settle}
          />
        </>
      )}
      {isAdding && (
        <Suspense>
          <AddDialog
            sets={sets?.permissionSets ?? []}
            onAdd={(grant) => {
              add(grant);
              setIsAdding(false);
            }}
            onClose={() => {
              setIsAdding(false);
            }}
          />
        </Suspense>
      )}
      <AskBeforeLeaving count={countOf(staged)} />
    </section>
  );
}

/** A remedy leads here with the grant in the address. It is staged, and seen before anything is saved. */
function useGrantOfTheAddress(add: (grant: StagedGrant) => void): void {
  const [params, setParams] = useSearchParams();
  const given = params.get('add');
  useEffect(() => {
    if (given === null) return;
    const [type, id, permissionSetId] = given.split(' ');
    if ((type === 'USER' || type === 'GROUP') && id !== undefined && permissionSetId !== undefined) {
      add({ principal: { type, id }, permissionSetId });
    }
    setParams({}, { replace: true });
  }, [given, add, setParams]);
}
