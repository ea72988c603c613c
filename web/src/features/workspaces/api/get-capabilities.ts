import { queryOptions } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'

/** The permission table of the server: which role may do what, in its own words. */
export const capabilitiesQuery = queryOptions({
  queryKey: ['capabilities'],
  queryFn: ({ signal }) => take(api.GET('/api/v1/capabilities', { signal })),
  select: ({ capabilities }) => new Map(capabilities.map((found) => [found.capability, found])),
  staleTime: Infinity,
})
