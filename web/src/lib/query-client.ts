import { MutationCache, QueryClient } from '@tanstack/react-query'
import { asProblem, type Problem } from '@/lib/api/problem'

declare module '@tanstack/react-query' {
  interface Register {
    // Where the refusal of a mutation is shown: beside the form that sent it, or in a notification.
    mutationMeta: { showsProblem?: boolean }
  }
}

const TRIES = 2

/** What the server refuses is not asked again; what it could not answer is, twice. */
function isWorthAnotherTry(count: number, error: unknown): boolean {
  const problem = asProblem(error)
  return count < TRIES && (problem.isOffline || problem.status >= 500)
}

/** `notify` shows the refusals of mutations that do not show them themselves. */
export function makeQueryClient(notify: (problem: Problem) => void): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: isWorthAnotherTry, refetchOnWindowFocus: true },
      mutations: { retry: false, networkMode: 'always' },
    },
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        if (!mutation.meta?.showsProblem) notify(asProblem(error))
      },
    }),
  })
}
