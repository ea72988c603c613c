import { describe, expect, it } from 'vitest'
import type { Item } from '@/lib/api/schema'
import { applied, conflictsOf, effective, inBatches } from './changes'

const item = (values: Record<string, unknown>, version = 1) => ({ id: 'a', version, values }) as Item
const change = (values: Record<string, unknown>) => ({ id: 'a', version: 1, values })

describe('applied', () => {
  it('sets and empties', () => {
    expect(applied(item({ a: 1, b: 2 }), change({ b: null, c: 3 })).values).toEqual({ a: 1, c: 3 })
  })
})

describe('effective', () => {
  it('leaves out what stays', () => {
    const found = effective([change({ a: 1, b: 5 })], () => item({ a: 1, b: 2 }))
    expect(found).toEqual([change({ b: 5 })])
  })
  it('leaves out rows without changes', () => {
    expect(effective([change({ a: ['x'], c: null })], () => item({ a: ['x'] }))).toEqual([])
  })
})

it('inBatches', () => expect(inBatches([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]))

describe('conflictsOf', () => {
  const seen = new Map([['a', item({ price: 1, name: 'x' })]])
  it('names cells that both changed', () => {
    const now = new Map([['a', item({ price: 3, name: 'x' }, 2)]])
    expect(conflictsOf([change({ price: 2, name: 'y' })], seen, now)).toEqual([
      { id: 'a', key: 'price', mine: 2, theirs: 3 },
    ])
  })
  it('is quiet when both wrote the same', () => {
    const now = new Map([['a', item({ price: 2 }, 2)]])
    expect(conflictsOf([change({ price: 2 })], seen, now)).toEqual([])
  })
})
