import type { Capability } from '@/lib/api/schema'

export type Role = Capability['minimum_role']

/** As the server orders them: each may do what those before it may. */
export const ROLES: readonly Role[] = ['member', 'editor', 'manager', 'admin', 'owner']

/** Whether somebody may do something, and if not, what the table says it takes. */
export type Permission = { isAllowed: true } | { isAllowed: false; needs: Role; what: string }

export const ALLOWED: Permission = { isAllowed: true }

/** Asks the table. What it does not know is left to the server to refuse. */
export function permissionOf(
  table: ReadonlyMap<string, Capability>,
  role: Role,
  capability: string,
): Permission {
  const row = table.get(capability)
  if (!row || ROLES.indexOf(role) >= ROLES.indexOf(row.minimum_role)) return ALLOWED
  return { isAllowed: false, needs: row.minimum_role, what: row.description }
}
