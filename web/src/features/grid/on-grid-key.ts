import type { KeyboardEvent } from 'react'
import { everything, move, type Bounds, type Selection } from './model/selection'

interface Keys {
  selection: Selection
  bounds: Bounds
  select: (selection: Selection) => void
  edit: (typed?: string) => void
  clear: () => void
  open: () => void
}

/** What each key does in the grid. Copy, cut and paste are events of their own. */
export function onGridKey(
  event: KeyboardEvent,
  { selection, bounds, select, edit, clear, open }: Keys,
): void {
  const { key, shiftKey } = event
  const isJump = event.ctrlKey || event.metaKey
  const act = actionOf()
  if (!act) return
  event.preventDefault()
  act()

  function actionOf(): (() => void) | null {
    if (isJump && key.toLowerCase() === 'a') return () => select(everything(bounds))
    const next = move(selection, { key, shiftKey, isJump }, bounds)
    if (next) return () => select(next)
    if (isJump || event.altKey) return null
    if (key === 'Enter' || key === 'F2') return () => edit()
    if (key === 'Delete' || key === 'Backspace') return clear
    if (key === ' ' && !shiftKey) return open
    return key.length === 1 ? () => edit(key) : null
  }
}
