import { describe, expect, it } from 'vitest'
import type { Column, Item } from '@/lib/api/schema'
import { clearBlock, copyBlock, fillBlock, pasteBlock } from './blocks'
import { gridColumns, NO_LAYOUT } from './columns'

const column = (key: string, type: string) =>
  ({ key, name: key, type, config: {}, result: null }) as unknown as Column
const columns = gridColumns(
  [
    column('name', 'text'),
    column('price', 'number'),
    column('made', 'created_at'),
    column('note', 'long_text'),
  ],
  NO_LAYOUT,
  new Map(),
)
const items = Array.from({ length: 6 }, (_, row) => ({
  id: `i${row}`,
  version: row + 1,
  created_at: '2026-01-01T00:00:00Z',
  values: { name: `n${row}`, price: row * 10, note: 'a\nb' },
})) as unknown as Item[]
const itemAt = (row: number) => items[row]
const area = (top: number, left: number, bottom = top, right = left) => ({ top, left, bottom, right })

describe('copyBlock', () => {
  it('is what spreadsheets take', () => {
    expect(copyBlock(area(1, 0, 2, 1), itemAt, columns)).toBe('n1\t10\nn2\t20')
    expect(copyBlock(area(0, 3), itemAt, columns)).toBe('"a\nb"')
  })
})

describe('pasteBlock', () => {
  it('writes from the corner of the selection on', () => {
    const { changes, area: written } = pasteBlock(
      [
        ['x', '1,5'],
        ['y', '2'],
      ],
      area(1, 0),
      6,
      itemAt,
      columns,
    )
    expect(changes).toEqual([
      { id: 'i1', version: 2, values: { name: 'x', price: 1.5 } },
      { id: 'i2', version: 3, values: { name: 'y', price: 2 } },
    ])
    expect(written).toEqual(area(1, 0, 2, 1))
  })
  it('fills a selection with one cell', () => {
    const { changes } = pasteBlock([['7']], area(0, 1, 2, 1), 6, itemAt, columns)
    expect(changes.map(({ values }) => values.price)).toEqual([7, 7, 7])
  })
  it('leaves out what cannot be written, and stops at the edges', () => {
    const { changes, area: written } = pasteBlock([['1', 'no', 'n', 'over']], area(5, 1), 6, itemAt, columns)
    expect(changes).toEqual([{ id: 'i5', version: 6, values: { price: 1, note: 'n' } }])
    expect(written).toEqual(area(5, 1, 5, 3))
  })
  it('names cells that do not fit and writes the others', () => {
    const { changes, bad } = pasteBlock([['a', 'many']], area(0, 0), 6, itemAt, columns)
    expect(changes).toEqual([{ id: 'i0', version: 1, values: { name: 'a' } }])
    expect(bad).toEqual([{ row: 0, column: 'price', text: 'many', reason: 'is not a number' }])
  })
  it('empties with empty cells', () => {
    expect(pasteBlock([['']], area(0, 0), 6, itemAt, columns).changes[0]?.values).toEqual({ name: null })
  })
})

it('clearBlock empties what can be written', () => {
  expect(clearBlock(area(0, 1, 0, 3), itemAt, columns)).toEqual([
    { id: 'i0', version: 1, values: { price: null, note: null } },
  ])
})

describe('fillBlock', () => {
  it('goes on with a series', () => {
    const changes = fillBlock(area(0, 1, 1, 1), area(0, 1, 3, 1), itemAt, columns)
    expect(changes.map(({ id, values }) => [id, values.price])).toEqual([
      ['i2', 20],
      ['i3', 30],
    ])
  })
  it('goes up too', () => {
    const changes = fillBlock(area(4, 1, 5, 1), area(2, 1, 5, 1), itemAt, columns)
    expect(changes.map(({ id, values }) => [id, values.price])).toEqual([
      ['i2', 20],
      ['i3', 30],
    ])
  })
})
