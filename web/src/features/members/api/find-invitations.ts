import { queryOptions } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'

/** The invitations of a workspace, newest first. */
export const invitationsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['invitations', workspaceId],
    queryFn: ({ signal }) =>
      take(
        api.GET('/api/v1/workspaces/{workspace_id}/invites', {
          params: { path: { workspace_id: workspaceId } },
          signal,
        }),
      ),
    select: ({ invitations }) => invitations,
  })
