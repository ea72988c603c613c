import { queryOptions } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'

/** Who belongs to a workspace, owners first. */
export const membersQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['members', workspaceId],
    queryFn: ({ signal }) =>
      take(
        api.GET('/api/v1/workspaces/{workspace_id}/members', {
          params: { path: { workspace_id: workspaceId } },
          signal,
        }),
      ),
    select: ({ members }) => members,
  })
