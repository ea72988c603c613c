import { queryOptions } from '@tanstack/react-query'
import { api, take } from '@/lib/api/client'
import { isOver } from '../import-state'

const EVERY = 600 // milliseconds between two looks at an import that is going on

/** How an import goes; asked for again until it is over. */
export const importQuery = (importId: string) =>
  queryOptions({
    queryKey: ['imports', importId],
    queryFn: ({ signal }) =>
      take(api.GET('/api/v1/imports/{import_id}', { params: { path: { import_id: importId } }, signal })),
    refetchInterval: ({ state }) => (state.data && isOver(state.data.status) ? false : EVERY),
    staleTime: 0,
  })
