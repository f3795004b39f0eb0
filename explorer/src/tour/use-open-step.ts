import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useCallback } from 'react';
import type { TourQuery } from '../../../src/page-documents/tour.js';

/**
 * A function that shows a step of the tour in the editor, in its tab where it has one, and goes on to the editor, so
 * that the keys run it; null until the editor is there.
 */
export function useOpenStep(): ((query: TourQuery) => void) | null {
  const actions = useGraphiQLActions();
  const tabs = useGraphiQL((state) => state.tabs);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);

  const open = useCallback(
    ({ operationName, query, variables }: TourQuery) => {
      const tab = tabs.findIndex((one) => one.operationName === operationName);
      if (tab !== -1) {
        actions.changeTab(tab);
      } else {
        const variablesText = variables === undefined ? '' : JSON.stringify(variables, null, 2);
        actions.addTab();
        queryEditor?.setValue(query);
        variableEditor?.setValue(variablesText);
        // GraphiQL notices the new text only a moment later; who runs it before that would send the old name.
        actions.updateActiveTabValues({ query, variables: variablesText });
        actions.setOperationName(operationName);
      }
      queryEditor?.focus();
    },
    [actions, tabs, queryEditor, variableEditor],
  );
  return queryEditor && variableEditor ? open : null;
}
