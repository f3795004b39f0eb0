import { Pencil, ShieldCheck, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { IntegrationRowFragment } from '../../documents/generated.js';
import { Badge } from '../../ui/badge.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { INTEGRATION_TYPES, TypeIcon } from '../../ui/type-icon.js';
import { RightsBadges } from '../../ui/rights-badges.js';

interface IntegrationRowProps {
  integration: IntegrationRowFragment;
  onDelete: (integration: IntegrationRowFragment) => void;
}

/** One integration: what it is, and the buttons of what the viewer may do to it [V30]. */
export function IntegrationRow({ integration, onDelete }: IntegrationRowProps): ReactElement {
  const { id, name, type, system, costsCredits, teams, viewerRights } = integration;
  return (
    <>
      <div role="cell" className="row-name">
        <TypeIcon type={type} />
        <div>
          <Link to={`/integrations/${id}`} className="row-link">
            {name}
          </Link>
          <p className="row-type">
            {INTEGRATION_TYPES[type].name}
            {system && <Badge>Built in</Badge>}
            {costsCredits && <Badge tone="warn">Costs credits</Badge>}
          </p>
        </div>
      </div>
      <div role="cell" className="row-teams">
        <Teams names={teams?.map((team) => team.name) ?? []} isSystem={system} />
      </div>
      <div role="cell" className="row-rights">
        <RightsBadges rights={viewerRights} />
      </div>
      <div role="cell" className="row-actions">
        {viewerRights.canManagePermissions && (
          <ButtonLink
            look="quiet"
            isIcon
            to={`/integrations/${id}/permissions`}
            aria-label={`Permissions of ${name}`}
          >
            <ShieldCheck className="icon" aria-hidden />
          </ButtonLink>
        )}
        {viewerRights.canUpdate && (
          <ButtonLink look="quiet" isIcon to={`/integrations/${id}?edit`} aria-label={`Edit ${name}`}>
            <Pencil className="icon" aria-hidden />
          </ButtonLink>
        )}
        {viewerRights.canDelete && (
          <Button
            look="quiet"
            isIcon
            aria-label={`Delete ${name}`}
            onPress={() => {
              onDelete(integration);
            }}
          >
            <Trash2 className="icon" aria-hidden />
          </Button>
        )}
      </div>
    </>
  );
}

function Teams({ names, isSystem }: { names: readonly string[]; isSystem: boolean }): ReactElement {
  const [first, ...others] = names;
  if (first === undefined) return <span className="soft">{isSystem ? 'Every team' : 'Root team only'}</span>;
  return (
    <span title={names.join(', ')}>
      {first}
      {others.length > 0 && <span className="soft"> and {others.length} more</span>}
    </span>
  );
}
