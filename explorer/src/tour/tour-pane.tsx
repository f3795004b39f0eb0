import { useGraphiQL } from '@graphiql/react';
import { useId } from 'react';
import type { ReactElement } from 'react';
import { TOUR } from '../../../src/page-documents/tour.js';
import type { TourQuery } from '../../../src/page-documents/tour.js';
import { useOpenInNewTab } from './use-open-in-new-tab.js';

/** The list of prepared queries; a click opens one in a new tab of the editor and runs nothing. */
export function TourPane(): ReactElement {
  const open = useOpenInNewTab();
  const shownOperation = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.operationName);
  return (
    <section className="tour" aria-label="Tour">
      <h2>Tour</h2>
      <p>
        Each step opens in a new tab; run it with Ctrl-Enter. The ids are those of the demo account Northwind
        Freight, as its user Maya meets them: change the variables, or sign in as somebody else, and compare.
      </p>
      {TOUR.map(({ title, queries }) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          <ul>
            {queries.map((query) => (
              <li key={query.operationName}>
                <Step query={query} isShown={query.operationName === shownOperation} onOpen={open} />
              </li>
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

function Step({ query, isShown, onOpen }: StepProps): ReactElement {
  const id = useId();
  return (
    <button
      type="button"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-look`}
      aria-current={isShown ? 'step' : undefined}
      disabled={onOpen === null}
      onClick={() => onOpen?.(query)}
    >
      <span id={`${id}-title`} className="title">
        <span>{query.title}</span>
        {query.query.startsWith('mutation') && <span className="changes">changes data</span>}
      </span>
      <span id={`${id}-look`} className="look">
        {query.look}
      </span>
    </button>
  );
}
