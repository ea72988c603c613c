import type { Item } from '@/lib/api/schema'
import { Misfit } from '../cells/kind'
import type { Change } from './changes'
import { valueOf, type GridColumn } from './columns'
import { filled } from './fill'
import { heightOf, widthOf, type Area } from './selection'
import { formatTsv } from './tsv'

/** A cell that does not take what was pasted into it. */
export interface BadCell {
  row: number
  column: string
  text: string
  reason: string
}

export interface Block {
  changes: Change[]
  bad: BadCell[]
  /** What was written to, for the selection. */
  area: Area
}

type ItemAt = (row: number) => Item | undefined

/** The cells of an area as Excel and Sheets take them. */
export function copyBlock(area: Area, itemAt: ItemAt, columns: readonly GridColumn[]): string {
  const shown = columns.slice(area.left, area.right + 1)
  const rows = Array.from({ length: heightOf(area) }, (_, offset) => {
    const item = itemAt(area.top + offset)
    return shown.map(({ kind, context, column }) => (item ? kind.copy(valueOf(item, column), context) : ''))
  })
  return formatTsv(rows)
}

/** What pasted cells do. A selection that is a multiple of them is filled with them, as spreadsheets do. */
export function pasteBlock(
  cells: readonly (readonly string[])[],
  area: Area,
  rows: number,
  itemAt: ItemAt,
  columns: readonly GridColumn[],
): Block {
  const height = cells.length
  const width = Math.max(0, ...cells.map((row) => row.length))
  const times = (selected: number, pasted: number) =>
    pasted > 0 && selected % pasted === 0 ? selected : pasted
  const bottom = Math.min(rows - 1, area.top + times(heightOf(area), height) - 1)
  const right = Math.min(columns.length - 1, area.left + times(widthOf(area), width) - 1)
  const target = { top: area.top, left: area.left, bottom, right }
  const bad: BadCell[] = []
  const changes = changesIn(target, itemAt, columns, (row, place, column) => {
    const text = cells[(row - area.top) % height]?.[(place - area.left) % width] ?? ''
    try {
      return column.kind.parse?.(text, column.context) ?? null
    } catch (error) {
      if (!(error instanceof Misfit)) throw error
      bad.push({ row, column: column.name, text, reason: error.message })
      return undefined
    }
  })
  return { changes, bad, area: target }
}

/** Empties the cells of an area. */
export function clearBlock(area: Area, itemAt: ItemAt, columns: readonly GridColumn[]): Change[] {
  return changesIn(area, itemAt, columns, () => null)
}

/** Goes on with the source area down to (or up to) the end of the target area. */
export function fillBlock(
  source: Area,
  target: Area,
  itemAt: ItemAt,
  columns: readonly GridColumn[],
): Change[] {
  const isUp = target.top < source.top
  const rest: Area = isUp ? { ...target, bottom: source.top - 1 } : { ...target, top: source.bottom + 1 }
  return changesIn(rest, itemAt, columns, (row, _place, column) => {
    const values = Array.from({ length: heightOf(source) }, (_, offset) => {
      const item = itemAt(source.top + offset)
      return item ? (valueOf(item, column.column) ?? null) : null
    })
    return isUp ? filled(values.toReversed(), source.top - 1 - row) : filled(values, row - source.bottom - 1)
  })
}

function changesIn(
  area: Area,
  itemAt: ItemAt,
  columns: readonly GridColumn[],
  valueFor: (row: number, place: number, column: GridColumn) => unknown,
): Change[] {
  const changes: Change[] = []
  for (let row = area.top; row <= area.bottom; row += 1) {
    const item = itemAt(row)
    if (!item) continue
    const values: Record<string, unknown> = {}
    for (let place = area.left; place <= area.right; place += 1) {
      const column = columns[place]
      const value = column?.isEditable ? valueFor(row, place, column) : undefined
      if (column && value !== undefined) values[column.key] = value
    }
    if (Object.keys(values).length > 0) changes.push({ id: item.id, version: item.version, values })
  }
  return changes
}
