import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { Item, QueryAnswer } from '@/lib/api/schema'

type Pages = InfiniteData<QueryAnswer, string>

const isPages = (data: unknown): data is Pages => typeof data === 'object' && data !== null && 'pages' in data

/** Puts rows in place of those with the same ids, in everything that is kept of a list. */
export function putItems(queries: QueryClient, listId: string, fresh: readonly Item[]): void {
  const known = new Map(fresh.map((item) => [item.id, item]))
  queries.setQueriesData<unknown>({ queryKey: ['items', listId] }, (data: unknown) =>
    isPages(data)
      ? {
          ...data,
          pages: data.pages.map((page) =>
            page.items.some(({ id }) => known.has(id))
              ? { ...page, items: page.items.map((item) => known.get(item.id) ?? item) }
              : page,
          ),
        }
      : data,
  )
}
