import { describe, expect, it } from 'vitest'
import { grantable, isChangeable } from './rank'

describe('grantable', () => {
  it('goes up to one’s own role', () =>
    expect(grantable('admin')).toEqual(['member', 'editor', 'manager', 'admin']))
  it('gives owners everything', () => expect(grantable('owner')).toHaveLength(5))
})

describe('isChangeable', () => {
  it.each([
    ['admin', 'manager', true],
    ['admin', 'admin', false],
    ['admin', 'owner', false],
    ['owner', 'owner', true],
  ] as const)('%s changes %s: %s', (own, theirs, expected) =>
    expect(isChangeable(own, theirs)).toBe(expected),
  )
})
