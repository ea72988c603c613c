import { queryOptions } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'

/** One workspace with the caller's role in it. */
export const workspaceQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['workspaces', workspaceId],
    queryFn: ({ signal }) =>
      take(
        api.GET('/api/v1/workspaces/{workspace_id}', {
          params: { path: { workspace_id: workspaceId } },
          signal,
        }),
      ),
  })
