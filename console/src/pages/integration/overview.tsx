import { Eye, Pencil } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useAnswer } from '../../data/use-answer.js';
import { IntegrationDetailsDocument } from '../../documents/generated.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { Empty } from '../../ui/empty.js';
import { RightsBadges } from '../../ui/rights-badges.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Trouble } from '../../ui/trouble.js';
import { whyAddress } from '../../ui/why-address.js';
import { minuteOf } from '../../ui/words.js';
import type { IntegrationDetails } from './form/values.js';
import { useIntegration } from './integration-page.js';
import './overview.css';

const EditDialog = lazy(async () => ({ default: (await import('./edit-dialog.js')).EditDialog }));

/** What the integration is, with settings and the names of its secrets; and the way to change it. */
export function Overview(): ReactElement {
  const { id, rbacId, name, viewerRights } = useIntegration();
  const { data, error, refetch } = useAnswer(
    IntegrationDetailsDocument,
    { id },
    { isWanted: viewerRights.canRead },
  );
  const [params, setParams] = useSearchParams();
  if (!viewerRights.canRead) {
    return (
      <div className="card">
        <Empty
          icon={Eye}
          title="You may use it, and not look into it"
          actions={<ButtonLink to={whyAddress({ rbacId, action: 'READ' })}>Why?</ButtonLink>}
        >
          <p>
            {name} is there for your alerts. Its settings, teams and history are for those who may see it.
          </p>
        </Empty>
      </div>
    );
  }
  if (error !== null && data === undefined) return <Trouble error={error} onRetry={() => void refetch()} />;
  const integration = data?.integration ?? null;
  if (integration === null) {
    return (
      <div className="card">
        <Skeleton label="Loading the settings…" rows={4} />
      </div>
    );
  }
  return (
    <>
      <Facts
        integration={integration}
        action={
          viewerRights.canUpdate && (
            <Button
              onPress={() => {
                setParams({ edit: '' });
              }}
            >
              <Pencil className="icon" aria-hidden />
              Edit
            </Button>
          )
        }
      />
      {viewerRights.canUpdate && params.has('edit') && (
        <Suspense>
          <EditDialog
            integration={integration}
            addTeam={params.get('team')}
            onClose={() => {
              setParams({}, { replace: true });
            }}
          />
        </Suspense>
      )}
    </>
  );
}

function Facts({
  integration,
  action,
}: {
  integration: IntegrationDetails;
  action: ReactNode;
}): ReactElement {
  const { settings, secrets, teams, createdBy, createdAt, updatedAt, version, viewerRights, system } =
    integration;
  return (
    <div className="overview">
      <section className="card overview-part" aria-labelledby="settings">
        <header>
          <h2 id="settings">Settings</h2>
          {action}
        </header>
        <dl className="facts">
          {Object.entries(settings ?? {}).map(([key, value]) => (
            <Fact key={key} name={key}>
              {textOf(value)}
            </Fact>
          ))}
        </dl>
        {Object.keys(settings ?? {}).length === 0 && <p className="soft">No settings.</p>}
        <h3>Secrets</h3>
        {secrets === null || secrets.length === 0 ? (
          <p className="soft">No secrets are set.</p>
        ) : (
          <dl className="facts">
            {secrets.map(({ name, setAt }) => (
              <Fact key={name} name={name}>
                Set {minuteOf(setAt)}. Nobody can read it.
              </Fact>
            ))}
          </dl>
        )}
      </section>
      <section className="card overview-part" aria-labelledby="about">
        <header>
          <h2 id="about">About</h2>
        </header>
        <dl className="facts">
          <Fact name="You may">
            <RightsBadges rights={viewerRights} />
          </Fact>
          <Fact name="Teams">
            {system
              ? 'Every team'
              : (teams ?? []).map(({ name }) => name).join(', ') || 'None: only the root team reaches it'}
          </Fact>
          <Fact name="Created">
            {createdAt === null ? 'Not known' : minuteOf(createdAt)}
            {createdBy !== null && ` by ${createdBy.name}`}
          </Fact>
          <Fact name="Last changed">{updatedAt === null ? 'Not known' : minuteOf(updatedAt)}</Fact>
          <Fact name="Version">{version}</Fact>
        </dl>
      </section>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((part) => typeof part === 'string')) return value.join(', ');
  return JSON.stringify(value);
}
