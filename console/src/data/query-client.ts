import { QueryClient } from '@tanstack/react-query';
import { apiErrorOf } from './api-error.js';

const RETRIES = 2;
const KEPT_MS = 60_000;

/**
 * Keeps answers while pages show them, and a minute longer. Everything is asked again when the window is looked at
 * again and after each change: whatever was seen may depend on a right that ended meanwhile.
 */
export function createQueryClient(): QueryClient {
  const isPassing = (error: unknown): boolean => apiErrorOf(error).isPassing;
  return new QueryClient({
    defaultOptions: {
      queries: {
        gcTime: KEPT_MS,
        staleTime: 0,
        retry: (failures, error) => failures < RETRIES && isPassing(error),
        retryDelay: (failures) => 300 * 2 ** failures,
        refetchOnWindowFocus: true,
      },
      // A change is sent once: whoever sees that it failed says whether to send it again.
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
