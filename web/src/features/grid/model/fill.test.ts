import { expect, it } from 'vitest'
import { filled } from './fill'

const four = (source: unknown[]) => [0, 1, 2, 3].map((n) => filled(source, n))

it('repeats one value', () => expect(four([7])).toEqual([7, 7, 7, 7]))
it('repeats texts in turn', () => expect(four(['a', 'b'])).toEqual(['a', 'b', 'a', 'b']))
it('goes on with a series', () => expect(four([10, 20])).toEqual([30, 40, 50, 60]))
it('goes down too', () => expect(four([3, 2, 1])).toEqual([0, -1, -2, -3]))
it('repeats numbers that are no series', () => expect(four([1, 2, 4])).toEqual([1, 2, 4, 1]))
it('makes no dust of decimals', () => expect(filled([0.1, 0.2], 0)).toBe(0.3))
it('keeps empty cells empty', () => expect(four([null])).toEqual([null, null, null, null]))
