import { useGraphiQL } from '@graphiql/react';
import { useEffect, useId } from 'react';
import type { ReactElement } from 'react';
import { TOUR } from '../../../src/page-documents/tour.js';
import type { TourQuery } from '../../../src/page-documents/tour.js';
import { AdministratorSignIn } from './administrator-sign-in.js';
import { useOpenStep } from './use-open-step.js';

/** The list of prepared queries; a click shows one in a tab of the editor and runs nothing. */
export function TourPane(): ReactElement {
  const open = useOpenStep();
  const shownTab = useGraphiQL((state) => state.activeTabIndex);
  const shownOperation = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.operationName);
  // GraphiQL does not, and of many tabs most are out of sight.
  useEffect(() => {
    document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shownTab]);
  return (
    <section className="tour" aria-label="Tour">
      <h2>Tour</h2>
      <p>
        Each step opens in a tab of its own; run it with Ctrl-Enter. The ids are those of the demo account
        Northwind Freight, as its user Maya meets them: change the variables, or sign in as somebody else, and
        compare.
      </p>
      {TOUR.map(({ title, forAdministrators = false, queries }) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          {forAdministrators && <AdministratorSignIn />}
          <ul>
            {queries.map((query) => (
              <Step
                key={query.operationName}
                query={query}
                isShown={query.operationName === shownOperation}
                onOpen={open}
              />
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

interface StepProps {
  query: TourQuery;
  isShown: boolean;
  onOpen: ((query: TourQuery) => void) | null;
}

/** The button has its title for a name, and takes clicks anywhere on the step. */
function Step({ query, isShown, onOpen }: StepProps): ReactElement {
  const lookId = useId();
  return (
    <li className="step">
      <button
        type="button"
        aria-describedby={lookId}
        aria-current={isShown ? 'step' : undefined}
        disabled={onOpen === null}
        onClick={() => onOpen?.(query)}
      >
        <span>{query.title}</span>
        {query.query.startsWith('mutation') && <span className="changes">changes data</span>}
      </button>
      <p id={lookId} className="look">
        {query.look}
      </p>
    </li>
  );
}
