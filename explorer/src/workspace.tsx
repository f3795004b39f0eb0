import 'graphiql/setup-workers/vite';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import type { Fetcher } from '@graphiql/toolkit';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { askAsTyped, isUnauthenticated } from './session/post-graphql.js';
import { FIRST_TAB } from '../../src/page-documents/first-tab.js';
import { TOUR_PLUGIN } from './tour/tour-plugin.js';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';

// Naming plugins replaces GraphiQL's own list, so the history is named too.
const PLUGINS = [TOUR_PLUGIN, explorerPlugin(), HISTORY_PLUGIN];
const FIRST_TABS = [FIRST_TAB];

interface WorkspaceProps {
  token: string;
  onRefused: () => void;
}

/** The editor, with the tour, the query builder and the history, speaking to this gateway alone. */
export function Workspace({ token, onRefused }: WorkspaceProps): ReactElement {
  const fetcher = useMemo(() => createFetcher(token, onRefused), [token, onRefused]);
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={PLUGINS}
      visiblePlugin={TOUR_PLUGIN}
      defaultTabs={FIRST_TABS}
      defaultEditorToolsVisibility="variables"
      // Variables may hold secrets, so they and the history end with the browser tab.
      storage={sessionStorage}
      // The token is the only header there is, and it is not for editing.
      isHeadersEditorEnabled={false}
      showPersistHeadersSettings={false}
    >
      {/* In place of GraphiQL's own logo, which links to another host. */}
      <GraphiQL.Logo>{null}</GraphiQL.Logo>
    </GraphiQL>
  );
}

function createFetcher(token: string, onRefused: () => void): Fetcher {
  return async (request) => {
    const answer = await askAsTyped(token, request);
    if (isUnauthenticated(answer)) onRefused();
    return answer;
  };
}
