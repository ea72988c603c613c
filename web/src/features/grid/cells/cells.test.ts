import { beforeAll, describe, expect, it } from 'vitest'
import i18next from 'i18next'
import type { Column } from '@/lib/api/schema'
import { cellKind } from './index'
import { Misfit, type CellContext } from './kind'

const options = [
  { id: 'under_offer', label: 'Under offer', color: '#f59f00' },
  { id: 'sold', label: 'Sold', color: null },
]
const people = new Map([['0197-ada', 'Ada Lovelace']])

function context(type: string, config: Record<string, unknown> = {}): CellContext {
  return { column: { type, config, result: null } as unknown as Column, people }
}
const parse = (type: string, typed: string, config?: Record<string, unknown>) => {
  const found = context(type, config)
  return cellKind(found.column).parse?.(typed, found)
}
const show = (type: string, value: unknown, config?: Record<string, unknown>) => {
  const found = context(type, config)
  return cellKind(found.column)
    .show(value, found)
    .replace(/[\u00a0\u202f]/g, ' ')
}
const copy = (type: string, value: unknown, config?: Record<string, unknown>) => {
  const found = context(type, config)
  return cellKind(found.column).copy(value, found)
}

beforeAll(() => i18next.init({ lng: 'en' }))

describe('what is typed or pasted', () => {
  it.each([
    ['text', ' a\r\nb ', 'a b'],
    ['long_text', 'a\nb', 'a\nb'],
    ['url', 'example.com/x', 'https://example.com/x'],
    ['integer', '1,234', 1234],
    ['integer', '-7', -7],
    ['number', '1,234,567.5', 1234567.5],
    ['number', '1,5', 1.5],
    ['number', '1e3', 1000],
    ['number', '.5', 0.5],
    ['currency', '$1,250,000', 1250000],
    ['currency', '€ 99.50', 99.5],
    ['percent', '12.5%', 0.125],
    ['percent', '12.5', 0.125],
    ['duration', '1:30', 5400],
    ['duration', '-0:00:01.5', -1.5],
    ['boolean', 'TRUE', true],
    ['boolean', 'nein', false],
    ['date', '2026-03-31', '2026-03-31'],
    ['date', '31.3.2026', '2026-03-31'],
    ['user', 'ada lovelace', '0197-ada'],
    ['address', '12 Elm St', { street: '12 Elm St' }],
    ['geo_point', '47.61, -122.33', { lat: 47.61, lng: -122.33 }],
    ['number_range', '300000..450000', { min: 300000, max: 450000 }],
    ['number_range', '..450000', { max: 450000 }],
    ['json', '{"a": [1]}', { a: [1] }],
    ['rating', '4', 4],
  ])('%s: %j', (type, typed, value) => expect(parse(type, typed)).toEqual(value))

  it.each(['text', 'number', 'date', 'boolean', 'select', 'json'])('%s: nothing is an empty cell', (type) => {
    expect(parse(type, '  ')).toBeNull()
  })

  it('options by their labels', () => {
    expect(parse('select', 'under OFFER', { options })).toBe('under_offer')
    expect(parse('multi_select', 'Sold, under offer, sold', { options })).toEqual(['sold', 'under_offer'])
  })

  it.each([
    ['number', 'abc'],
    ['integer', '1.5'],
    ['date', '2026-02-30'],
    ['date', 'soon'],
    ['datetime', 'soon'],
    ['boolean', 'perhaps'],
    ['rating', '9'],
    ['user', 'nobody'],
    ['select', 'gone'],
    ['geo_point', '1'],
    ['json', '{'],
    ['duration', '90'],
  ])('%s refuses %j', (type, typed) => expect(() => parse(type, typed, { options })).toThrow(Misfit))

  it.each(['auto_number', 'created_at', 'count', 'formula', 'something_new'])('%s is read-only', (type) => {
    expect(cellKind(context(type).column).parse).toBeUndefined()
  })
})

describe('what is shown', () => {
  it.each([
    ['integer', 1234567, {}, '1,234,567'],
    ['currency', 425000, { currency: 'EUR' }, '€425,000'],
    ['currency', 9.5, { currency: 'USD' }, '$9.50'],
    ['percent', 0.125, {}, '12.5%'],
    ['duration', 5400, {}, '1:30'],
    ['duration', 5401, { format: 'h:mm:ss' }, '1:30:01'],
    ['date', '2026-03-31', {}, 'Mar 31, 2026'],
    ['select', 'sold', { options }, 'Sold'],
    ['user', '0197-ada', {}, 'Ada Lovelace'],
    ['address', { city: 'Berlin', street: 'Am Markt 1' }, {}, 'Am Markt 1, Berlin'],
    ['number_range', { min: 1000 }, {}, '1,000 – '],
    [
      'relation',
      {
        count: 3,
        items: [
          { id: 'a', title: 'Elm' },
          { id: 'b', title: null },
        ],
      },
      {},
      'Elm, –',
    ],
    ['something_new', { a: 1 }, {}, '{"a":1}'],
  ])('%s %j', (type, value, config, expected) => expect(show(type, value, config)).toBe(expected))

  it('empty cells are empty', () => {
    for (const type of ['text', 'number', 'date', 'relation', 'json']) expect(show(type, undefined)).toBe('')
  })
})

describe('what is copied comes back as the same value', () => {
  it.each([
    ['number', 1234.5, {}],
    ['percent', 0.07, {}],
    ['duration', 3661, {}],
    ['boolean', false, {}],
    ['date', '2026-03-31', {}],
    ['datetime', '2026-03-31T14:30:00Z', {}],
    ['select', 'under_offer', { options }],
    ['multi_select', ['sold', 'under_offer'], { options }],
    ['user', '0197-ada', {}],
    ['geo_point', { lat: 1.5, lng: -2 }, {}],
    ['number_range', { min: 1, max: 2.5 }, {}],
    ['long_text', 'a\n"b"', {}],
    ['json', { a: [1, 'x'] }, {}],
  ])('%s %j', (type, value, config) => expect(parse(type, copy(type, value, config), config)).toEqual(value))
})
