import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'
import type { CreateWorkspace } from '@/lib/api/schema'
import { workspaceQuery } from './get-workspace'

/** Makes a workspace of which the caller becomes the owner. */
export function useCreateWorkspace() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: CreateWorkspace) => take(api.POST('/api/v1/workspaces', { body })),
    onSuccess: async (workspace) => {
      queries.setQueryData(workspaceQuery(workspace.id).queryKey, workspace)
      await queries.invalidateQueries({ queryKey: ['me'] })
    },
    meta: { showsProblem: true },
  })
}
