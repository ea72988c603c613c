import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'
import type { UpdateMe } from '@/lib/api/schema'
import { meQuery } from './get-me'

/** Changes one's own profile. */
export function useUpdateMe() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (changes: UpdateMe) => take(api.PATCH('/api/v1/auth/me', { body: changes })),
    onSuccess: (me) => queries.setQueryData(meQuery.queryKey, me),
    meta: { showsProblem: true },
  })
}
