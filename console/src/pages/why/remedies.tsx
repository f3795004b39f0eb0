import { ArrowRight } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ExplainedDecisionFragment } from '../../documents/generated.js';
import { ButtonLink } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';

type RemedyAction = ExplainedDecisionFragment['remedyActions'][number];

interface RemediesProps {
  decision: ExplainedDecisionFragment;
  user: { readonly id: string };
}

/** What would change the answer; a button where the viewer may do it and the console has a page for it. */
export function Remedies({ decision: { remedies, remedyActions } }: RemediesProps): ReactElement {
  if (remedies.length === 0) {
    return (
      <Notice tone="info" title="Nothing would change this">
        <p>There is no right that allows it.</p>
      </Notice>
    );
  }
  return (
    <section className="card remedies" aria-labelledby="remedies">
      <h2 id="remedies">What would change it</h2>
      {remedies.length > 1 && <p className="soft">All of these together:</p>}
      <ol>
        {remedies.map((text, index) => (
          <Remedy key={text} text={text} action={remedyActions[index]} />
        ))}
      </ol>
    </section>
  );
}

function Remedy({ text, action }: { text: string; action: RemedyAction | undefined }): ReactElement {
  const place = action?.viewerMayApply === true ? placeOf(action) : null;
  return (
    <li className="remedy">
      <p>{text}</p>
      {place !== null && (
        <ButtonLink to={place.to}>
          {place.name}
          <ArrowRight className="icon" aria-hidden />
        </ButtonLink>
      )}
    </li>
  );
}

/** The page on which a remedy is carried out, filled in; nothing is changed by following the link. */
function placeOf({
  kind,
  rbacId,
  principal,
  permissionSets,
  team,
}: RemedyAction): { to: string; name: string } | null {
  const id = rbacId?.replace('data_providers.', '') ?? '*';
  if (id === '*') return null;
  switch (kind) {
    case 'GRANT': {
      const [best] = permissionSets;
      if (principal === null || best === undefined) return null;
      const add = new URLSearchParams({
        add: `${principal.type} ${principal.id} ${best.id}`,
        name: principal.name,
      });
      return { to: `/integrations/${id}/permissions?${add.toString()}`, name: `Add ${best.name}` };
    }
    case 'ADD_TO_TEAM':
      return {
        to: `/integrations/${id}?edit${team === null ? '' : `&team=${team.id}`}`,
        name: 'Edit its teams',
      };
    case 'ACTIVATE_USER':
    case 'MAKE_ADMINISTRATOR':
    case 'ASSIGN_ROLE':
      return null;
  }
}
