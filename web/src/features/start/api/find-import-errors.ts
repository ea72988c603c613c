import { queryOptions } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'

const SHOWN = 20

/** A cell that did not fit; without a column it is the whole row. The document has no schema for this answer. */
export interface Misfit {
  row: number
  column: string | null
  value: string | null
  reason: string
}

/** The first cells of an import that did not fit. */
export const importErrorsQuery = (importId: string) =>
  queryOptions({
    queryKey: ['imports', importId, 'errors', SHOWN],
    queryFn: ({ signal }) =>
      take(
        api.GET('/api/v1/imports/{import_id}/errors', {
          params: { path: { import_id: importId }, query: { limit: SHOWN } },
          signal,
        }),
      ),
    select: (answer) => (answer as { errors: Misfit[] }).errors,
  })
