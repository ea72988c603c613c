import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'

/** The templates that a workspace can begin with. */
export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: ({ signal }) => take(api.GET('/api/v1/templates', { signal })),
  select: ({ templates }) => templates,
  staleTime: Infinity,
})

/** Makes the lists of a template, with their columns and links. */
export function useMakeFromTemplate(workspaceId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (template: string) =>
      take(
        api.POST('/api/v1/workspaces/{workspace_id}/templates/{template}', {
          params: { path: { workspace_id: workspaceId, template } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['lists'] }),
    meta: { showsProblem: true },
  })
}
