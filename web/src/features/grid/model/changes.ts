import type { Item } from '@/lib/api/schema'

/** New values of one row, with the version that was seen. */
export interface Change {
  id: string
  version: number
  values: Record<string, unknown>
}

/** The row as it will be. Null empties a cell. */
export function applied(item: Item, change: Change): Item {
  const values = Object.entries({ ...item.values, ...change.values }).filter(([, value]) => value !== null)
  return { ...item, values: Object.fromEntries(values) }
}

/** What really changes: cells that would stay as they are, and rows without any others, are left out. */
export function effective(changes: readonly Change[], itemOf: (id: string) => Item | undefined): Change[] {
  return changes.flatMap((change) => {
    const item = itemOf(change.id)
    const values = Object.entries(change.values).filter(
      ([key, value]) => JSON.stringify(item?.values[key] ?? null) !== JSON.stringify(value ?? null),
    )
    return values.length > 0 ? [{ ...change, values: Object.fromEntries(values) }] : []
  })
}

/** Groups of at most `size`: what one request takes. */
export function inBatches<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  )
}

/** One cell that two people changed. */
export interface Conflict {
  id: string
  key: string
  mine: unknown
  theirs: unknown
}

/** The cells of refused changes that somebody else has changed too; the others can be sent again as they are. */
export function conflictsOf(
  refused: readonly Change[],
  seen: ReadonlyMap<string, Item>,
  now: ReadonlyMap<string, Item>,
): Conflict[] {
  return refused.flatMap(({ id, values }) =>
    Object.entries(values).flatMap(([key, mine]) => {
      const before = JSON.stringify(seen.get(id)?.values[key] ?? null)
      const theirs = now.get(id)?.values[key] ?? null
      const changed = JSON.stringify(theirs) !== before && JSON.stringify(theirs) !== JSON.stringify(mine)
      return changed ? [{ id, key, mine, theirs }] : []
    }),
  )
}
