import { describe, expect, it } from 'vitest'
import { areaOf, at, everything, heightOf, move, widthOf, type Key } from './selection'

const bounds = { rows: 100, columns: 5, page: 20 }
const key = (name: string, more: Partial<Key> = {}): Key => ({
  key: name,
  shiftKey: false,
  isJump: false,
  ...more,
})

describe('move', () => {
  it.each([
    ['ArrowDown', {}, [11, 2]],
    ['ArrowUp', {}, [9, 2]],
    ['ArrowLeft', {}, [10, 1]],
    ['ArrowRight', {}, [10, 3]],
    ['PageDown', {}, [30, 2]],
    ['PageUp', {}, [0, 2]],
    ['Home', {}, [10, 0]],
    ['End', {}, [10, 4]],
    ['ArrowDown', { isJump: true }, [99, 2]],
    ['Home', { isJump: true }, [0, 0]],
    ['End', { isJump: true }, [99, 4]],
    ['Tab', {}, [10, 3]],
    ['Tab', { shiftKey: true }, [10, 1]],
  ])('%s %o', (name, more, [row, column]) => {
    expect(move(at(10, 2), key(name, more), bounds)?.active).toEqual({ row, column })
  })

  it('stays inside', () => expect(move(at(0, 0), key('ArrowUp'), bounds)).toEqual(at(0, 0)))
  it('goes on to the next row with Tab', () => expect(move(at(3, 4), key('Tab'), bounds)).toEqual(at(4, 0)))
  it('leaves the grid with Tab at the end', () => expect(move(at(99, 4), key('Tab'), bounds)).toBeNull())
  it('knows no letters', () => expect(move(at(1, 1), key('x'), bounds)).toBeNull())
  it('grows with Shift from where it began', () => {
    const grown = move(at(10, 2), key('ArrowDown', { shiftKey: true }), bounds)
    expect(grown).toEqual({ anchor: { row: 10, column: 2 }, active: { row: 11, column: 2 } })
  })
})

describe('areaOf', () => {
  it('does not mind the direction', () => {
    const area = areaOf({ anchor: { row: 5, column: 4 }, active: { row: 2, column: 1 } })
    expect(area).toEqual({ top: 2, bottom: 5, left: 1, right: 4 })
    expect([heightOf(area), widthOf(area)]).toEqual([4, 4])
  })
})

it('everything is every cell', () => {
  expect(areaOf(everything(bounds))).toEqual({ top: 0, bottom: 99, left: 0, right: 4 })
})
