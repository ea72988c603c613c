import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { Item, QueryAnswer } from '@/lib/api/schema'
import { itemsQuery } from './api/query-items'
import type { ItemQuery } from './model/query'

export type Rows = ReturnType<typeof useRows>

/** The rows that have come so far, in order, and ways to change what is kept of them. */
export function useRows(listId: string, query: ItemQuery) {
  const queries = useQueryClient()
  const options = itemsQuery(listId, query)
  const result = useInfiniteQuery(options)
  const items = useMemo(() => result.data?.pages.flatMap((page) => page.items) ?? [], [result.data])
  const byId = useMemo(() => new Map(items.map((item) => [item.id, item])), [items])
  const queryKey = JSON.stringify(options.queryKey)

  const change = useCallback(
    (changed: (items: Item[], isLast: boolean) => Item[]) => {
      queries.setQueryData<InfiniteData<QueryAnswer, string>>(
        JSON.parse(queryKey) as unknown[],
        (data) =>
          data && {
            ...data,
            pages: data.pages.map((page, index) => ({
              ...page,
              items: changed(page.items, index === data.pages.length - 1),
            })),
          },
      )
    },
    [queries, queryKey],
  )

  /** Puts rows in place of those with the same ids. */
  const replace = useCallback(
    (fresh: readonly Item[]) => {
      const known = new Map(fresh.map((item) => [item.id, item]))
      change((page) =>
        page.some(({ id }) => known.has(id)) ? page.map((item) => known.get(item.id) ?? item) : page,
      )
    },
    [change],
  )
  const remove = useCallback(
    (ids: ReadonlySet<string>) => change((page) => page.filter(({ id }) => !ids.has(id))),
    [change],
  )
  const append = useCallback(
    (item: Item) => change((page, isLast) => (isLast ? [...page, item] : page)),
    [change],
  )
  return { ...result, items, byId, replace, remove, append }
}
