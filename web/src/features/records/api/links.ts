import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'
import { itemQuery } from './get-item'

const SHOWN = 20

/** Records of the linked list whose name has a text; the name is the list's first column. */
export const linkableQuery = (listId: string, title: string, text: string) =>
  queryOptions({
    queryKey: ['linkable', listId, title, text],
    queryFn: ({ signal }) =>
      take(
        api.POST('/api/v1/lists/{list_id}/items/query', {
          params: { path: { list_id: listId } },
          body: {
            limit: SHOWN,
            ...(text && { filter: { column: title, operator: 'contains', value: text } }),
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })

/** Links a record in a relation, or takes the link away. */
export function useChangeLinks(itemId: string, listId: string, column: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ linkedId, isLinked }: { linkedId: string; isLinked: boolean }) => {
      const request = { params: { path: { item_id: itemId, column } }, body: { item_ids: [linkedId] } }
      await (isLinked
        ? api.POST('/api/v1/items/{item_id}/links/{column}', request)
        : api.DELETE('/api/v1/items/{item_id}/links/{column}', request))
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: itemQuery(itemId).queryKey }),
        queries.invalidateQueries({ queryKey: ['items', listId] }),
      ]),
  })
}
