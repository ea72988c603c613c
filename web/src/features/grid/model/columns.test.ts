import { describe, expect, it } from 'vitest'
import type { Column, Item } from '@/lib/api/schema'
import { gridColumns, moved, NO_LAYOUT, valueOf } from './columns'

const column = (key: string, type = 'text') =>
  ({ key, name: key, type, config: {}, result: null }) as unknown as Column
const keys = (columns: { key: string }[]) => columns.map(({ key }) => key)
const all = [column('a'), column('b', 'number'), column('c', 'formula')]

describe('gridColumns', () => {
  it('keeps the order of the list', () =>
    expect(keys(gridColumns(all, NO_LAYOUT, new Map()))).toEqual(['a', 'b', 'c']))
  it('takes the order of a layout, and puts new ones last', () => {
    expect(keys(gridColumns(all, { ...NO_LAYOUT, order: ['b', 'a'] }, new Map()))).toEqual(['b', 'a', 'c'])
  })
  it('hides and sizes', () => {
    const [first, ...others] = gridColumns(all, { order: [], widths: { a: 99 }, hidden: ['b'] }, new Map())
    expect(first?.width).toBe(99)
    expect(keys(others)).toEqual(['c'])
  })
  it('knows what cannot be written', () => {
    expect(gridColumns(all, NO_LAYOUT, new Map()).map(({ isEditable }) => isEditable)).toEqual([
      true,
      true,
      false,
    ])
  })
})

it('valueOf looks where the server puts it', () => {
  const item = { number: 7, created_by: 'ada', values: { a: 1 }, computed: { f: 2 } } as unknown as Item
  expect(valueOf(item, column('a'))).toBe(1)
  expect(valueOf(item, column('n', 'auto_number'))).toBe(7)
  expect(valueOf(item, column('w', 'created_by'))).toBe('ada')
  expect(valueOf(item, column('f', 'formula'))).toBe(2)
})

it('moved', () => {
  expect(moved(['a', 'b', 'c'], 'c', 'a')).toEqual(['c', 'a', 'b'])
  expect(moved(['a', 'b', 'c'], 'a', 'c')).toEqual(['b', 'a', 'c'])
})
