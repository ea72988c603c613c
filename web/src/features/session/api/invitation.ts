import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'

/** What the holder of a token may know before signing in. */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) =>
      take(api.GET('/api/v1/invites/{token}', { params: { path: { token } }, signal })),
    staleTime: Infinity,
  })

/** Joins a workspace; answers with it. */
export function useAcceptInvitation() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (token: string) => take(api.POST('/api/v1/invites/accept', { body: { token } })),
    onSuccess: () => queries.invalidateQueries(),
    meta: { showsProblem: true },
  })
}
