import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'
import type { ItemQuery } from '../model/query'

const FIRST = 100 // rows of the first page: a screen and a bit, so that it comes at once
const MORE = 500

const bodyOf = ({ filter, sort }: ItemQuery) => ({
  ...(filter && { filter: { ...filter } }),
  ...(sort && sort.length > 0 && { sort }),
})

/** The rows of a list, page by page by keyset cursor. */
export const itemsQuery = (listId: string, query: ItemQuery) =>
  infiniteQueryOptions({
    queryKey: ['items', listId, query],
    queryFn: ({ pageParam, signal }) =>
      take(
        api.POST('/api/v1/lists/{list_id}/items/query', {
          params: { path: { list_id: listId } },
          body: {
            ...bodyOf(query),
            limit: pageParam ? MORE : FIRST,
            ...(pageParam && { cursor: pageParam }),
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    staleTime: 60_000,
  })

/** How many rows a filter lets through; asked for beside the first page, never before it. */
export const countQuery = (listId: string, query: ItemQuery) =>
  queryOptions({
    queryKey: ['items', listId, 'count', query.filter],
    queryFn: ({ signal }) =>
      take(
        api.POST('/api/v1/lists/{list_id}/items/query', {
          params: { path: { list_id: listId } },
          body: { ...bodyOf({ filter: query.filter }), limit: 1, count: true },
          signal,
        }),
      ),
    select: ({ count }) => count,
  })
