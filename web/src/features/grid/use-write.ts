import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { asProblem } from '@/lib/api/problem'
import type { Item } from '@/lib/api/schema'
import { BATCH, getItems, updateItems } from './api/change-items'
import { applied, conflictsOf, effective, inBatches, type Change, type Conflict } from './model/changes'
import type { Rows } from './use-rows'

export type Writer = ReturnType<typeof useWrite>

/** What somebody else was faster with, waiting for a decision. */
export interface OpenConflict {
  cells: Conflict[]
  refused: Change[]
  now: ReadonlyMap<string, Item>
}

/**
 * Writes cells: shown at once, sent one after the other, taken back when refused. Each names the version that was
 * seen; where somebody was faster with the same cell, both values are shown and nobody is overwritten silently.
 */
export function useWrite(listId: string, rows: Pick<Rows, 'byId' | 'replace'>) {
  const queries = useQueryClient()
  const [conflict, setConflict] = useState<OpenConflict | null>(null)
  const versions = useRef(new Map<string, number>()) // of our own writes, which the rows may not show yet
  const { byId, replace } = rows

  const settle = useCallback(
    (items: readonly Item[]) => {
      for (const { id, version } of items) versions.current.set(id, version)
      replace(items)
    },
    [replace],
  )

  const send = useMutation({
    scope: { id: `write ${listId}` }, // one after the other, in the order in which they were made
    mutationFn: async ({ changes, seen }: { changes: Change[]; seen: ReadonlyMap<string, Item> }) => {
      for (const batch of inBatches(changes, BATCH)) {
        const current = batch.map((change) => ({
          ...change,
          version: Math.max(change.version, versions.current.get(change.id) ?? 0),
        }))
        try {
          settle(await updateItems(listId, current))
        } catch (error) {
          replace(batch.flatMap(({ id }) => seen.get(id) ?? []))
          const problem = asProblem(error)
          if (problem.type !== 'version_conflict') throw error
          await meet(current, seen, new Set(problem.errors.map(({ item_id }) => item_id)))
        }
      }
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['items', listId, 'count'] }),
  })
  const { mutate } = send

  /** Somebody was faster: what they did not touch is sent again, what both touched is asked about. */
  async function meet(refused: Change[], seen: ReadonlyMap<string, Item>, ids: ReadonlySet<unknown>) {
    const fresh = await getItems(refused.filter(({ id }) => ids.has(id)).map(({ id }) => id))
    const now = new Map(fresh.map((item) => [item.id, item]))
    settle(fresh)
    const cells = conflictsOf(refused, seen, now)
    if (cells.length > 0) {
      setConflict({ cells, refused, now })
      return
    }
    const again = refused.map((change) => ({
      ...change,
      version: now.get(change.id)?.version ?? change.version,
    }))
    settle(await updateItems(listId, again))
  }

  const write = useCallback(
    (wanted: readonly Change[]) => {
      const changes = effective(wanted, (id) => byId.get(id))
      if (changes.length === 0) return
      const seen = new Map(
        changes.flatMap(({ id }) => (byId.has(id) ? [[id, byId.get(id) as Item] as const] : [])),
      )
      replace(
        changes.flatMap((change) =>
          seen.has(change.id) ? [applied(seen.get(change.id) as Item, change)] : [],
        ),
      )
      mutate({ changes, seen })
    },
    [byId, replace, mutate],
  )

  /** Ends a conflict: with mine over theirs, or with theirs and everything of mine that nobody contested. */
  const resolve = (keepsMine: boolean) => {
    if (!conflict) return
    const { refused, now, cells } = conflict
    const contested = new Set(cells.map(({ id, key }) => `${id} ${key}`))
    const again = refused.map(({ id, version, values }) => ({
      id,
      version: now.get(id)?.version ?? version,
      values: Object.fromEntries(
        Object.entries(values).filter(([key]) => keepsMine || !contested.has(`${id} ${key}`)),
      ),
    }))
    setConflict(null)
    write(again)
  }
  return { write, resolve, conflict, isWriting: send.isPending }
}
