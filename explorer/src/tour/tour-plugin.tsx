import type { GraphiQLPlugin } from '@graphiql/react';
import type { ReactElement } from 'react';
import { TourPane } from './tour-pane.js';

/** The pane with the prepared queries, as a plugin of GraphiQL. */
export const TOUR_PLUGIN: GraphiQLPlugin = { title: 'Tour', icon: TourIcon, content: TourPane };

function TourIcon(): ReactElement {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M10 1.5v2M10 9v2M10 16.5v2M3 3.5h11l3 2.75L14 9H3zM17 11H6l-3 2.75L6 16.5h11z" />
    </svg>
  );
}
