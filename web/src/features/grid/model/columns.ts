import type { Column, Item } from '@/lib/api/schema'
import { cellKind } from '../cells'
import type { CellContext, CellKind } from '../cells/kind'

/** A column as the grid shows it. */
export interface GridColumn {
  key: string
  name: string
  width: number
  kind: CellKind
  context: CellContext
  /** Whether its cells can be written at all; whether the caller may is another question. */
  isEditable: boolean
  column: Column
}

/** How somebody has arranged the columns of a list. */
export interface Layout {
  order: string[]
  widths: Record<string, number>
  hidden: string[]
}

export const NO_LAYOUT: Layout = { order: [], widths: {}, hidden: [] }
/** Pixels: the height of a row, and the width of the numbers before it. */
export const ROW = 34
export const GUTTER = 52
export const NARROWEST = 60
export const WIDEST = 1200

const WIDTHS: Partial<Record<Column['type'], number>> = {
  long_text: 280,
  address: 260,
  multi_select: 220,
  relation: 220,
  lookup: 200,
  url: 200,
  email: 200,
  datetime: 180,
  boolean: 90,
  rating: 110,
  auto_number: 80,
  integer: 110,
}
const USUAL = 150
const FIRST = 240 // the first column is what a row is called

/** The columns in the order and width that they are to have; those that a layout does not know come last. */
export function gridColumns(
  columns: readonly Column[],
  layout: Layout,
  people: CellContext['people'],
): GridColumn[] {
  const place = new Map(layout.order.map((key, index) => [key, index]))
  const placeOf = (column: Column, index: number) => place.get(column.key) ?? layout.order.length + index
  return columns
    .map((column, index) => ({ column, place: placeOf(column, index), isFirst: index === 0 }))
    .filter(({ column }) => !layout.hidden.includes(column.key))
    .toSorted((a, b) => a.place - b.place)
    .map(({ column, isFirst }) => {
      const kind = cellKind(column)
      return {
        key: column.key,
        name: column.name,
        width: layout.widths[column.key] ?? (isFirst ? FIRST : (WIDTHS[column.type] ?? USUAL)),
        kind,
        context: { column, people },
        isEditable: kind.editor !== undefined && kind.editor !== 'links',
        column,
      }
    })
}

/** What an item has in a column. What the list computes, and what the server keeps of every item, is elsewhere. */
export function valueOf(item: Item, column: Pick<Column, 'key' | 'type'>): unknown {
  switch (column.type) {
    case 'auto_number':
      return item.number
    case 'created_at':
    case 'created_by':
    case 'updated_at':
    case 'updated_by':
      return item[column.type]
    case 'relation':
    case 'lookup':
    case 'rollup':
    case 'count':
    case 'formula':
      return item.computed?.[column.key]
    default:
      return item.values[column.key]
  }
}

/** An order in which one column has been put before another. */
export function moved(order: readonly string[], key: string, before: string): string[] {
  if (key === before) return [...order]
  return order.flatMap((known) => (known === key ? [] : known === before ? [key, before] : [known]))
}

/** Where a cell is, from the corner of the first row. */
export function boxOf({ row, column }: { row: number; column: number }, columns: readonly GridColumn[]) {
  const left = GUTTER + columns.slice(0, column).reduce((sum, { width }) => sum + width, 0)
  return { top: row * ROW, left, width: columns[column]?.width ?? 0, height: ROW }
}
