import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'
import type { Role } from '@/lib/permission'
import { membersQuery } from './find-members'

/** Gives a member another role. */
export function useUpdateMember(workspaceId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ userId, role }: { userId: string; role: Role }) =>
      take(
        api.PATCH('/api/v1/workspaces/{workspace_id}/members/{user_id}', {
          params: { path: { workspace_id: workspaceId, user_id: userId } },
          body: { role },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: membersQuery(workspaceId).queryKey }),
  })
}

/** Removes a member; what they made stays. */
export function useRemoveMember(workspaceId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (userId: string) =>
      api.DELETE('/api/v1/workspaces/{workspace_id}/members/{user_id}', {
        params: { path: { workspace_id: workspaceId, user_id: userId } },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: membersQuery(workspaceId).queryKey }),
  })
}
