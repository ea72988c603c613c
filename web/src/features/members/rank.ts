import { ROLES, type Role } from '@/lib/permission'

const rank = (role: Role) => ROLES.indexOf(role)

/** The roles that somebody may give: none above their own, and owner only as an owner. The server decides. */
export function grantable(own: Role): Role[] {
  return ROLES.filter((role) => rank(role) <= rank(own))
}

/** Whether somebody may change a member: those below themselves, and owners each other. */
export function isChangeable(own: Role, theirs: Role): boolean {
  return rank(theirs) < rank(own) || (own === 'owner' && theirs === 'owner')
}
