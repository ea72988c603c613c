import { queryOptions } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'

/** One's own profile and workspaces. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => take(api.GET('/api/v1/auth/me', { signal })),
  staleTime: 5 * 60_000,
})
