import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'

const SHOWN = 12

/** Records and comments of a workspace that have all the words. */
export const searchQuery = (workspaceId: string, text: string) =>
  queryOptions({
    queryKey: ['search', workspaceId, text],
    queryFn: ({ signal }) =>
      take(
        api.GET('/api/v1/search', {
          params: { header: { 'X-Workspace-Id': workspaceId }, query: { q: text, limit: SHOWN } },
          signal,
        }),
      ),
    enabled: text !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
