import { useMutation } from '@tanstack/react-query'
import { api } from '@/lib/api/client'
import type { ConfirmReset } from '@/lib/api/schema'

/** Has a link mailed, if there is such an account. */
export function useRequestReset() {
  return useMutation({
    mutationFn: (email: string) => api.POST('/api/v1/auth/password-reset', { body: { email } }),
    meta: { showsProblem: true },
  })
}

/** Sets a new password by the token of the mail. */
export function useConfirmReset() {
  return useMutation({
    mutationFn: (body: ConfirmReset) => api.POST('/api/v1/auth/password-reset/confirm', { body }),
    meta: { showsProblem: true },
  })
}
