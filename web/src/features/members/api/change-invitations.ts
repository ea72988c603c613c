import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'
import type { CreateInvitation } from '@/lib/api/schema'
import { invitationsQuery } from './find-invitations'

/** Invites somebody by mail; the answer holds the token of the link once. */
export function useInvite(workspaceId: string) {
  const refresh = useRefresh(workspaceId)
  return useMutation({
    mutationFn: (body: CreateInvitation) =>
      take(
        api.POST('/api/v1/workspaces/{workspace_id}/invites', {
          params: { path: { workspace_id: workspaceId } },
          body,
        }),
      ),
    onSettled: refresh,
    meta: { showsProblem: true },
  })
}

/** Sends an invitation again with a new link; the old one stops working. */
export function useResendInvitation(workspaceId: string) {
  const refresh = useRefresh(workspaceId)
  return useMutation({
    mutationFn: (invitationId: string) =>
      take(
        api.POST('/api/v1/workspaces/{workspace_id}/invites/{invitation_id}/resend', {
          params: { path: { workspace_id: workspaceId, invitation_id: invitationId } },
        }),
      ),
    onSettled: refresh,
  })
}

/** Takes an invitation back. */
export function useRevokeInvitation(workspaceId: string) {
  const refresh = useRefresh(workspaceId)
  return useMutation({
    mutationFn: (invitationId: string) =>
      api.DELETE('/api/v1/workspaces/{workspace_id}/invites/{invitation_id}', {
        params: { path: { workspace_id: workspaceId, invitation_id: invitationId } },
      }),
    onSettled: refresh,
  })
}

function useRefresh(workspaceId: string) {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: invitationsQuery(workspaceId).queryKey })
}
