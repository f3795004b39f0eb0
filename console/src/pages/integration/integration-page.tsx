import { ArrowLeft, CircleHelp, SearchX, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { Link, NavLink, Outlet, useNavigate, useOutletContext, useParams } from 'react-router';
import { useAnswer } from '../../data/use-answer.js';
import { IntegrationHeadDocument } from '../../documents/generated.js';
import type { IntegrationHeadQuery } from '../../documents/generated.js';
import { Badge } from '../../ui/badge.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { Empty } from '../../ui/empty.js';
import { Page } from '../../ui/page.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Trouble } from '../../ui/trouble.js';
import { INTEGRATION_TYPES, TypeIcon } from '../../ui/type-icon.js';
import { whyAddress } from '../../ui/why-address.js';
import { DeleteDialog } from '../integrations/delete-dialog.js';
import './integration-page.css';

export type IntegrationHead = NonNullable<IntegrationHeadQuery['integration']>;

/** How often it is asked whether the viewer still has the rights that the page shows, in milliseconds. */
const RIGHTS_EVERY_MS = 30_000;

/** The integration that the tabs of the page are about. */
export function useIntegration(): IntegrationHead {
  return useOutletContext<IntegrationHead>();
}

/** One integration, with a tab for each thing that the viewer may do [C3]. */
export function IntegrationPage(): ReactElement {
  const { id = '' } = useParams();
  const { data, error, refetch } = useAnswer(IntegrationHeadDocument, { id }, { everyMs: RIGHTS_EVERY_MS });
  if (error !== null && data === undefined) {
    return (
      <Page title="Integration" above={<BackToList />}>
        <Trouble error={error} onRetry={() => void refetch()} />
      </Page>
    );
  }
  if (data === undefined) {
    return (
      <Page title="Integration" above={<BackToList />}>
        <div className="card">
          <Skeleton label="Loading the integration…" rows={4} />
        </div>
      </Page>
    );
  }
  return data.integration === null ? <Unknown /> : <Known integration={data.integration} />;
}

function Known({ integration }: { integration: IntegrationHead }): ReactElement {
  const { id, rbacId, name, type, system, costsCredits, viewerRights } = integration;
  const [isDeleting, setIsDeleting] = useState(false);
  const navigate = useNavigate();
  return (
    <Page
      title={name}
      icon={<TypeIcon type={type} />}
      above={<BackToList />}
      lead={
        <>
          {INTEGRATION_TYPES[type].name}
          {system && <Badge>Built in</Badge>}
          {costsCredits && <Badge tone="warn">Costs credits</Badge>}
          <code>{rbacId}</code>
        </>
      }
      actions={
        <>
          <ButtonLink to={whyAddress({ rbacId })}>
            <CircleHelp className="icon" aria-hidden />
            Why?
          </ButtonLink>
          {viewerRights.canDelete && (
            <Button
              onPress={() => {
                setIsDeleting(true);
              }}
            >
              <Trash2 className="icon" aria-hidden />
              Delete
            </Button>
          )}
        </>
      }
    >
      <nav className="tabs" aria-label={`Parts of ${name}`}>
        <NavLink end to={`/integrations/${id}`} className="tab">
          Overview
        </NavLink>
        {viewerRights.canManagePermissions && (
          <NavLink to={`/integrations/${id}/permissions`} className="tab">
            Permissions
          </NavLink>
        )}
      </nav>
      <Outlet context={integration} />
      {isDeleting && (
        <DeleteDialog
          integration={integration}
          onClose={() => {
            setIsDeleting(false);
          }}
          onDeleted={() => void navigate('/integrations')}
        />
      )}
    </Page>
  );
}

function BackToList(): ReactElement {
  return (
    <Link to="/integrations" className="back">
      <ArrowLeft className="icon" aria-hidden />
      Integrations
    </Link>
  );
}

/** The same for one that never was, one that is gone, and one that the viewer may not see any more. */
function Unknown(): ReactElement {
  return (
    <Page title="No such integration" above={<BackToList />}>
      <div className="card" role="status">
        <Empty
          icon={SearchX}
          title="There is no such integration for you"
          actions={<ButtonLink to="/integrations">Go to the integrations</ButtonLink>}
        >
          <p>It may be gone, or you may neither see nor use it (any more).</p>
        </Empty>
      </div>
    </Page>
  );
}
