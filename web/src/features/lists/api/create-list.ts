import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'
import type { CreateList } from '@/lib/api/schema'
import { listQuery } from './get-list'

/** Makes a list, with its columns if there are any. */
export function useCreateList(workspaceId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: CreateList) =>
      take(api.POST('/api/v1/lists', { params: { header: { 'X-Workspace-Id': workspaceId } }, body })),
    onSuccess: async (list) => {
      queries.setQueryData(listQuery(list.id).queryKey, list)
      await queries.invalidateQueries({ queryKey: ['lists', { workspaceId }] })
    },
    meta: { showsProblem: true },
  })
}
