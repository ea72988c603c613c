/** Which cells are selected, and where keys lead. Rows and columns are places in what is shown, from 0. */

export interface Place {
  row: number
  column: number
}

/** From `anchor`, where it began, to `active`, which has the focus. */
export interface Selection {
  anchor: Place
  active: Place
}

export interface Area {
  top: number
  bottom: number
  left: number
  right: number
}

export interface Bounds {
  rows: number
  columns: number
  /** How many rows are seen at once. */
  page: number
}

export const at = (row: number, column: number): Selection => ({
  anchor: { row, column },
  active: { row, column },
})

export function areaOf({ anchor, active }: Selection): Area {
  return {
    top: Math.min(anchor.row, active.row),
    bottom: Math.max(anchor.row, active.row),
    left: Math.min(anchor.column, active.column),
    right: Math.max(anchor.column, active.column),
  }
}

export const heightOf = (area: Area) => area.bottom - area.top + 1
export const widthOf = (area: Area) => area.right - area.left + 1

export interface Key {
  key: string
  shiftKey: boolean
  /** Ctrl, or Cmd on a Mac. */
  isJump: boolean
}

type Step = (place: Place, bounds: Bounds) => Place

const STEPS: Record<string, Step> = {
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  PageUp: ({ row, column }, { page }) => ({ row: row - page, column }),
  PageDown: ({ row, column }, { page }) => ({ row: row + page, column }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, { columns }) => ({ row, column: columns - 1 }),
}
const JUMPS: Record<string, Step> = {
  ArrowUp: ({ column }) => ({ row: 0, column }),
  ArrowDown: ({ column }, { rows }) => ({ row: rows - 1, column }),
  ArrowLeft: STEPS.Home as Step,
  ArrowRight: STEPS.End as Step,
  Home: () => ({ row: 0, column: 0 }),
  End: (_, { rows, columns }) => ({ row: rows - 1, column: columns - 1 }),
}

/** Where a key leads, or null for one that does not move. Shift keeps the anchor. */
export function move(selection: Selection, key: Key, bounds: Bounds): Selection | null {
  if (key.key === 'Tab') return tab(selection, key.shiftKey, bounds)
  const step = key.isJump ? JUMPS[key.key] : STEPS[key.key]
  if (!step) return null
  const active = clamp(step(selection.active, bounds), bounds)
  return { anchor: key.shiftKey ? selection.anchor : active, active }
}

/** Right, and at the end of a row on to the next. Null at the last cell: Tab leaves the grid there. */
function tab({ active }: Selection, isBack: boolean, { rows, columns }: Bounds): Selection | null {
  const next = active.row * columns + active.column + (isBack ? -1 : 1)
  if (next < 0 || next >= rows * columns) return null
  return at(Math.floor(next / columns), next % columns)
}

export function everything({ rows, columns }: Bounds): Selection {
  return {
    anchor: { row: 0, column: 0 },
    active: { row: Math.max(0, rows - 1), column: Math.max(0, columns - 1) },
  }
}

export function clamp({ row, column }: Place, { rows, columns }: Bounds): Place {
  const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value))
  return { row: within(row, rows), column: within(column, columns) }
}
