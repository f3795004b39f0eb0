import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useCallback } from 'react';
import type { TourQuery } from '../../../src/page-documents/tour.js';

/** A function that puts a prepared query into a new tab of the editor; null until the editor is there. */
export function useOpenInNewTab(): ((query: TourQuery) => void) | null {
  const actions = useGraphiQLActions();
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);

  const open = useCallback(
    ({ operationName, query, variables }: TourQuery) => {
      const variablesText = variables === undefined ? '' : JSON.stringify(variables, null, 2);
      actions.addTab();
      queryEditor?.setValue(query);
      variableEditor?.setValue(variablesText);
      // GraphiQL notices the new text only a moment later; who runs it before that would send the old name.
      actions.updateActiveTabValues({ query, variables: variablesText });
      actions.setOperationName(operationName);
    },
    [actions, queryEditor, variableEditor],
  );
  return queryEditor && variableEditor ? open : null;
}
