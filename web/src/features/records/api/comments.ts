import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'

const MOST = 1000

/** The comments on a record, oldest first. */
export const commentsQuery = (itemId: string) =>
  queryOptions({
    queryKey: ['comments', itemId],
    queryFn: ({ signal }) =>
      take(
        api.GET('/api/v1/items/{item_id}/comments', {
          params: { path: { item_id: itemId }, query: { limit: MOST } },
          signal,
        }),
      ),
    select: ({ comments }) => comments,
  })

export function useComment(itemId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: string) =>
      take(
        api.POST('/api/v1/items/{item_id}/comments', {
          params: { path: { item_id: itemId } },
          body: { body },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: commentsQuery(itemId).queryKey }),
    meta: { showsProblem: true },
  })
}

export function useDeleteComment(itemId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (commentId: string) =>
      api.DELETE('/api/v1/comments/{comment_id}', { params: { path: { comment_id: commentId } } }),
    onSettled: () => queries.invalidateQueries({ queryKey: commentsQuery(itemId).queryKey }),
  })
}
