import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api/client'
import { meQuery } from './get-me'

/** Confirms an address by the token of the mail. */
export function useVerifyEmail() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (token: string) => api.POST('/api/v1/auth/verify-email', { body: { token } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: meQuery.queryKey }),
    meta: { showsProblem: true },
  })
}

/** Has the mail sent again. */
export function useResendVerification() {
  return useMutation({ mutationFn: () => api.POST('/api/v1/auth/verify-email/resend') })
}
