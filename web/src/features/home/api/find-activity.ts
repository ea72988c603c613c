import { queryOptions } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'

const SHOWN = 12

/** The latest changes of a workspace, for who may read its audit log. */
export const activityQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['audit', { workspaceId, limit: SHOWN }],
    queryFn: ({ signal }) =>
      take(
        api.GET('/api/v1/audit-log', {
          params: { header: { 'X-Workspace-Id': workspaceId }, query: { limit: SHOWN } },
          signal,
        }),
      ),
  })
