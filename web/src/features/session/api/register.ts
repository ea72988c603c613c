import { useMutation } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'
import type { Register } from '@/lib/api/schema'
import { session } from '@/lib/session/session'

/** Makes an account with its first workspace and signs it in. */
export function useRegister() {
  return useMutation({
    mutationFn: (body: Register) => take(api.POST('/api/v1/auth/register', { body })),
    onSuccess: (answer) => session.begin(answer),
    meta: { showsProblem: true },
  })
}
