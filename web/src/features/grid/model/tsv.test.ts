import { describe, expect, it } from 'vitest'
import { formatTsv, parseTsv } from './tsv'

describe('parseTsv', () => {
  it.each([
    ['one cell', 'a', [['a']]],
    [
      'a table as Excel ends it',
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'as Google Sheets ends it',
      'a\tb\nc\td',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'empty cells',
      '\ta\t\n\t\t',
      [
        ['', 'a', ''],
        ['', '', ''],
      ],
    ],
    ['an empty row between', 'a\n\nb', [['a'], [''], ['b']]],
    ['a line end inside quotes', '"1\r\n2"\tx\n', [['1\r\n2', 'x']]],
    ['a tab inside quotes', '"1\t2"\tx', [['1\t2', 'x']]],
    ['quotes inside quotes', '"say ""hi"""\tx', [['say "hi"', 'x']]],
    ['a quote in the middle', '5" pipe\tx', [['5" pipe', 'x']]],
    ['a quote that is not closed', '"open\tx', [['"open', 'x']]],
    ['a quote that closes too early', '"a"b\tx', [['"a"b', 'x']]],
    ['a quoted empty cell', '""\tx', [['', 'x']]],
    ['nothing', '', []],
  ])('%s', (_name, text, rows) => expect(parseTsv(text)).toEqual(rows))
})

describe('formatTsv', () => {
  it('quotes what needs it, and nothing else', () => {
    expect(
      formatTsv([
        ['a', 'b c'],
        ['1\n2', 'say "hi"'],
      ]),
    ).toBe('a\tb c\n"1\n2"\t"say ""hi"""')
  })
  it('comes back as it was', () => {
    const rows = [
      ['plain', '', 'tab\there'],
      ['"', 'line\r\nend', ' spaces '],
      ['', '', 'x'],
    ]
    expect(parseTsv(formatTsv(rows))).toEqual(rows)
  })
  it('takes 10,000 cells in a moment', () => {
    const rows = Array.from({ length: 1000 }, (_, y) => Array.from({ length: 10 }, (_, x) => `r${y}\nc${x}`))
    const started = performance.now()
    expect(parseTsv(formatTsv(rows))).toEqual(rows)
    expect(performance.now() - started).toBeLessThan(500)
  })
})
