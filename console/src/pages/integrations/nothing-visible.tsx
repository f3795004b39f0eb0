import { EyeOff } from 'lucide-react';
import type { ReactElement } from 'react';
import { useAnswer } from '../../data/use-answer.js';
import { NothingVisibleDocument, WhyDocument } from '../../documents/generated.js';
import { ButtonLink } from '../../ui/button.js';
import { Empty } from '../../ui/empty.js';
import { whyAddress } from '../../ui/why-address.js';

/** Why the list of somebody is empty: the decision about one that they may use, and what would change it. */
export function NothingVisible(): ReactElement {
  const { data: usable } = useAnswer(NothingVisibleDocument, {});
  const example = usable?.usableIntegrations.edges[0]?.node;
  const { data: why } = useAnswer(
    WhyDocument,
    { rbacId: example?.rbacId ?? '' },
    { isWanted: example !== undefined },
  );
  const decision = why?.effectiveRights?.decisions.find(({ action }) => action === 'READ');
  return (
    <div className="card">
      <Empty
        icon={EyeOff}
        title="You may see no integration yet"
        actions={
          example !== undefined && (
            <ButtonLink to={whyAddress({ rbacId: example.rbacId, action: 'READ' })}>
              Why can I not see {example.name}?
            </ButtonLink>
          )
        }
      >
        <p>
          This list shows what you may see and manage. To use an integration in an alert is another right, and
          does not bring it here.
        </p>
        {decision !== undefined && decision.remedies.length > 0 && (
          <>
            <p>An administrator can change that. To see {example?.name}, for example, it takes:</p>
            <ul>
              {decision.remedies.map((remedy) => (
                <li key={remedy}>{remedy}</li>
              ))}
            </ul>
          </>
        )}
      </Empty>
    </div>
  );
}
