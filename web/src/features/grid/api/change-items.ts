import { api, take } from '@/lib/api/client'
import type { Item } from '@/lib/api/schema'
import type { Change } from '../model/changes'

const path = (listId: string) => ({ params: { path: { list_id: listId } } })

/** At most so many rows in one request, all or none. */
export const BATCH = 1000

export async function updateItems(listId: string, changes: readonly Change[]): Promise<Item[]> {
  const { items } = await take(
    api.PATCH('/api/v1/lists/{list_id}/items', { ...path(listId), body: { items: [...changes] } }),
  )
  return items
}

export async function createItem(listId: string, id: string, values: Record<string, unknown>): Promise<Item> {
  return (await take(
    api.POST('/api/v1/lists/{list_id}/items', { ...path(listId), body: { id, values } }),
  )) as Item
}

export async function trashItems(listId: string, itemIds: readonly string[]): Promise<void> {
  await api.DELETE('/api/v1/lists/{list_id}/items', { ...path(listId), body: { item_ids: [...itemIds] } })
}

export async function restoreItems(listId: string, itemIds: readonly string[]): Promise<void> {
  await api.POST('/api/v1/lists/{list_id}/items/restore', {
    ...path(listId),
    body: { item_ids: [...itemIds] },
  })
}

/** Rows as they are now; those that are gone are left out. */
export async function getItems(itemIds: readonly string[]): Promise<Item[]> {
  const answers = await Promise.allSettled(
    itemIds.map((id) => take(api.GET('/api/v1/items/{item_id}', { params: { path: { item_id: id } } }))),
  )
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
}
