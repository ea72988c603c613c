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
  const done = (act: () => void) => {
    event.preventDefault()
    act()
  }
  if (isJump && key.toLowerCase() === 'a') return done(() => select(everything(bounds)))
  const next = move(selection, { key, shiftKey, isJump }, bounds)
  if (next) return done(() => select(next))
  if (isJump || event.altKey) return
  if (key === 'Enter' || key === 'F2') return done(() => edit())
  if (key === 'Delete' || key === 'Backspace') return done(clear)
  if (key === ' ' && !shiftKey) return done(open)
  if (key.length === 1) return done(() => edit(key))
}
