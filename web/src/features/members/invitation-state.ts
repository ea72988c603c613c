import type { Invitation } from '@/lib/api/schema'

export type InvitationState = 'open' | 'expired' | 'revoked'

/** What became of an invitation that nobody has accepted. */
export function stateOf(invitation: Pick<Invitation, 'status' | 'expires_at'>, now: number): InvitationState {
  if (invitation.status === 'revoked') return 'revoked'
  return new Date(invitation.expires_at).getTime() > now ? 'open' : 'expired'
}
