import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'
import type { UpdateWorkspace } from '@/lib/api/schema'
import { workspaceQuery } from './get-workspace'

const path = (workspaceId: string) => ({ params: { path: { workspace_id: workspaceId } } })

/** Changes the settings of a workspace; names the version that was seen. */
export function useUpdateWorkspace(workspaceId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: UpdateWorkspace) =>
      take(api.PATCH('/api/v1/workspaces/{workspace_id}', { ...path(workspaceId), body })),
    onSuccess: (workspace) => {
      queries.setQueryData(workspaceQuery(workspaceId).queryKey, workspace)
      void queries.invalidateQueries({ queryKey: ['me'] })
    },
    onError: () => queries.invalidateQueries({ queryKey: workspaceQuery(workspaceId).queryKey }),
    meta: { showsProblem: true },
  })
}

/** Leaves a workspace; the last owner cannot. */
export function useLeaveWorkspace(workspaceId: string) {
  return useMutation({
    mutationFn: () => api.POST('/api/v1/workspaces/{workspace_id}/leave', path(workspaceId)),
  })
}

/** Hands a workspace over to another member. */
export function useTransferWorkspace(workspaceId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (userId: string) =>
      take(
        api.POST('/api/v1/workspaces/{workspace_id}/transfer', {
          ...path(workspaceId),
          body: { user_id: userId },
        }),
      ),
    onSuccess: () => queries.invalidateQueries(),
  })
}

/** Deletes a workspace with everything in it. */
export function useDeleteWorkspace(workspaceId: string) {
  return useMutation({
    mutationFn: () => api.DELETE('/api/v1/workspaces/{workspace_id}', path(workspaceId)),
  })
}
