import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import type { TypedDocumentString } from '../documents/generated.js';
import { useAsking } from '../session/session-context.js';
import type { ApiError } from './api-error.js';

interface AnswerOptions {
  /** Asks only while this is true. @default true */
  isWanted?: boolean;
  /** Shows the answer to the last question until that to the next is there. @default false */
  keepsLast?: boolean;
  /** Asks again after so many milliseconds, while the window is looked at. */
  everyMs?: number;
}

/** The answer to a query, asked again when what it shows may have changed. */
export function useAnswer<R, V extends object>(
  document: TypedDocumentString<R, V>,
  variables: V,
  { isWanted = true, keepsLast = false, everyMs }: AnswerOptions = {},
): UseQueryResult<R, ApiError> {
  const { ask } = useAsking();
  return useQuery<R, ApiError>({
    queryKey: [document.toString(), variables],
    queryFn: ({ signal }) => ask(document, variables, signal),
    enabled: isWanted,
    ...(keepsLast && { placeholderData: keepPreviousData }),
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
  });
}

/** A change. Afterwards, however it ended, all that is on the page is asked again. */
export function useChange<R, V extends object>(
  document: TypedDocumentString<R, V>,
): UseMutationResult<R, ApiError, V> {
  const { ask } = useAsking();
  const client = useQueryClient();
  return useMutation<R, ApiError, V>({
    mutationFn: (variables) => ask(document, variables),
    onSettled: () => {
      void client.invalidateQueries();
    },
  });
}
