import { Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ListIcon } from '@/components/list-icon'
import { listQuery } from '@/features/lists/api/get-list'
import type { ListSummary } from '@/lib/api/schema'
import classes from './home.module.css'

/** A list with its size. The size is asked for by itself, and opens the list faster afterwards. */
export function ListCard({ list }: { list: ListSummary }) {
  const { t } = useTranslation('workspaces')
  const { data } = useQuery(listQuery(list.id))
  return (
    <Link
      to="/w/$workspaceId/lists/$listId"
      params={{ workspaceId: list.workspace_id, listId: list.id }}
      className={classes.card}
    >
      <span className={classes.name}>
        <ListIcon icon={list.icon} color={list.color} size={18} />
        <Text fw={600} truncate>
          {list.name}
        </Text>
      </span>
      <Text size="sm" c="dimmed" lineClamp={2} className={classes.description}>
        {list.description}
      </Text>
      <Text size="xs" c="dimmed" component="div" className={classes.counts}>
        {data ? (
          <>
            <span>{t('home.rows', { count: data.item_count })}</span>
            <span>{t('home.columns', { count: data.columns.length })}</span>
          </>
        ) : (
          <Skeleton h={12} w="60%" my={3} />
        )}
      </Text>
    </Link>
  )
}

/** As high as a card. */
export function ListCardSkeleton() {
  return <Skeleton h={118} radius="lg" />
}
