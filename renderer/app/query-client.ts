import { QueryClient } from '@tanstack/react-query'
import { AppError } from '#contract/errors'

const MAX_RETRIES = 2

/** Server state of the whole page. Reads that may pass are tried again; mutations never are. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 4_000,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: true,
        networkMode: 'always',
        retry: (failureCount, error) =>
          failureCount < MAX_RETRIES && error instanceof AppError && error.isRetriable,
        retryDelay: (attempt) => Math.min(4_000, 400 * 2 ** attempt),
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
