import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'
import { importQuery } from './get-import'

/** Stops an import; nothing of it stays. */
export function useCancelImport(importId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () =>
      take(api.POST('/api/v1/imports/{import_id}/cancel', { params: { path: { import_id: importId } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: importQuery(importId).queryKey }),
  })
}
