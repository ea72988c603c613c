import { queryOptions } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'

/** One record. */
export const itemQuery = (itemId: string) =>
  queryOptions({
    queryKey: ['item', itemId],
    queryFn: ({ signal }) =>
      take(api.GET('/api/v1/items/{item_id}', { params: { path: { item_id: itemId } }, signal })),
  })
