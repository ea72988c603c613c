import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Column } from '@/lib/api/schema'
import { conditionCount, filterOf, groupOf, NOTHING, operatorsOf, type Group } from './operators'

const column = (key: string, type: string) => ({ key, type, result: null }) as unknown as Column
const columns = [column('price', 'number'), column('status', 'select'), column('name', 'text')]

describe('filterOf', () => {
  it('is one condition where there is one', () => {
    const group: Group = { join: 'and', parts: [{ column: 'price', operator: 'gt', value: 3 }] }
    expect(filterOf(group, columns)).toEqual({ column: 'price', operator: 'gt', value: 3 })
  })
  it('nests groups', () => {
    const group: Group = {
      join: 'or',
      parts: [
        { column: 'name', operator: 'is_empty', value: 'left over' },
        {
          join: 'and',
          parts: [
            { column: 'price', operator: 'between', value: [1, 2] },
            { column: 'status', operator: 'equals', value: 'sold' },
          ],
        },
      ],
    }
    expect(filterOf(group, columns)).toEqual({
      or: [
        { column: 'name', operator: 'is_empty' },
        {
          and: [
            { column: 'price', operator: 'between', value: [1, 2] },
            { column: 'status', operator: 'equals', value: 'sold' },
          ],
        },
      ],
    })
  })
  it('leaves out what is not finished, or of a column that is gone', () => {
    const parts: Group['parts'] = [
      { column: 'name', operator: 'contains', value: '' },
      { column: 'gone', operator: 'is_empty' },
      { join: 'and', parts: [] },
    ]
    expect(filterOf({ join: 'and', parts }, columns)).toBeUndefined()
  })
  it('comes back from the address as it was', () => {
    const price = { column: 'price', operator: 'gt', value: 1 }
    const name = { column: 'name', operator: 'contains', value: 'x' }
    const filter = { and: [price, { or: [name, price] }] }
    const group = groupOf(filter)
    expect(group && filterOf(group, columns)).toEqual(filter)
    expect(group && conditionCount(group)).toBe(3)
  })
})

it('what the builder cannot show is left alone', () => {
  expect(groupOf({ not: { column: 'name', operator: 'is_empty' } })).toBeNull()
  expect(groupOf(undefined)).toBe(NOTHING)
})

it('knows only operators that the database has', () => {
  const documented = readFileSync(`${import.meta.dirname}/../../../../../docs/query.md`, 'utf8')
  const known = new Set([...documented.matchAll(/^\| `\w+` \| `(\w+)` \|/gm)].map(([, operator]) => operator))
  const types = [
    'text',
    'number',
    'boolean',
    'select',
    'multi_select',
    'date',
    'user',
    'address',
    'number_range',
    'relation',
  ]
  for (const type of types) {
    const operators = operatorsOf(column('x', type))
    expect(operators.length).toBeGreaterThan(1)
    for (const [operator] of operators) expect(known).toContain(operator)
  }
})
