import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Item } from '@/lib/api/schema'
import { createItem } from './api/change-items'

/** Adds an empty row at the end. Its id is made here, so that sending it again makes no second one. */
export function useCreateRow(listId: string, append: (item: Item) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => createItem(listId, crypto.randomUUID(), {}),
    onSuccess: (item) => {
      append(item)
      void queries.invalidateQueries({ queryKey: ['lists', listId] })
    },
  })
}
