import { describe, expect, it } from 'vitest'
import type { Capability } from '@/lib/api/schema'
import { permissionOf, ROLES } from './permission'

const row: Capability = { capability: 'lists.write', minimum_role: 'manager', description: 'Create lists' }
const table = new Map([[row.capability, row]])

describe('permissionOf', () => {
  it.each([
    ['member', false],
    ['editor', false],
    ['manager', true],
    ['admin', true],
    ['owner', true],
  ] as const)('%s: %s', (role, isAllowed) => {
    expect(permissionOf(table, role, 'lists.write').isAllowed).toBe(isAllowed)
  })

  it('says what it takes, in the words of the table', () => {
    expect(permissionOf(table, 'member', 'lists.write')).toEqual({
      isAllowed: false,
      needs: 'manager',
      what: 'Create lists',
    })
  })

  it('leaves what it does not know to the server', () => {
    expect(permissionOf(table, 'member', 'rockets.launch').isAllowed).toBe(true)
  })

  it('has the roles in order', () => expect(ROLES[0]).toBe('member'))
})
