import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { ListIcon } from '@/components/list-icon'
import { Page } from '@/components/page'
import { listQuery } from '@/features/lists/api/get-list'

export function ListPage() {
  const { listId } = useParams({ strict: false })
  const { data: list } = useSuspenseQuery(listQuery(listId ?? ''))
  return (
    <Page title={list.name} icon={<ListIcon icon={list.icon} color={list.color} />} isFull>
      {list.description}
    </Page>
  )
}
