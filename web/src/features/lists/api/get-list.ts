import { queryOptions } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'

/** One list with its columns and how many items it has. */
export const listQuery = (listId: string) =>
  queryOptions({
    queryKey: ['lists', listId],
    queryFn: ({ signal }) =>
      take(api.GET('/api/v1/lists/{list_id}', { params: { path: { list_id: listId } }, signal })),
  })
