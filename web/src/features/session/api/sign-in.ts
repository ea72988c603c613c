import { useMutation } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'
import type { Login } from '@/lib/api/schema'
import { session } from '@/lib/session/session'

/** Trades e-mail address and password for a session. */
export function useSignIn() {
  return useMutation({
    mutationFn: (body: Login) => take(api.POST('/api/v1/auth/login', { body })),
    onSuccess: (answer) => session.begin(answer),
    meta: { showsProblem: true },
  })
}
