import { createLazyRoute, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { ListPage } from '@/features/grid/components/list-page'
import { RecordPanel } from '@/features/records/components/record-panel'
import type { ItemQuery } from '@/features/grid/model/query'

export const list = createLazyRoute('/inside/w/$workspaceId/lists/$listId')({
  component: function List() {
    const { listId } = useParams({ strict: false })
    const { filter, sort, item: openItem } = useSearch({ strict: false })
    const navigate = useNavigate()
    const query = useMemo(() => ({ filter, sort }), [filter, sort])
    const change = useCallback(
      (next: ItemQuery) =>
        void navigate({ to: '.', search: (known) => ({ ...known, filter: next.filter, sort: next.sort }) }),
      [navigate],
    )
    const open = useCallback(
      (item: string) => void navigate({ to: '.', search: (known) => ({ ...known, item }) }),
      [navigate],
    )
    const close = () => void navigate({ to: '.', search: (known) => ({ ...known, item: undefined }) })
    if (!listId) return null
    return (
      <>
        <ListPage key={listId} listId={listId} query={query} onQuery={change} onOpen={open} />
        {openItem && <RecordPanel listId={listId} itemId={openItem} onClose={close} />}
      </>
    )
  },
})
