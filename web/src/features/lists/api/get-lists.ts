import { queryOptions } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'

/** The lists of a workspace in their order, without those that are archived. */
export const listsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['lists', { workspaceId }],
    queryFn: ({ signal }) =>
      take(api.GET('/api/v1/lists', { params: { header: { 'X-Workspace-Id': workspaceId } }, signal })),
    select: ({ lists }) => lists.filter((list) => list.archived_at === null),
  })
