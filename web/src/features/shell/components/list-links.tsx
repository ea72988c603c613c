import { ActionIcon, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ListIcon } from '@/components/list-icon'
import { listsQuery } from '@/features/lists/api/get-lists'
import { useMay, useWorkspaceId } from '@/features/workspaces/use-workspace'
import { SideLink } from './side-link'
import classes from './sidebar.module.css'

/** The lists of the workspace. Making one is offered to those who may. */
export function ListLinks() {
  const { t } = useTranslation('shell')
  const workspaceId = useWorkspaceId()
  const may = useMay()
  const lists = useQuery(listsQuery(workspaceId))
  return (
    <>
      <div className={classes.heading}>
        <Text size="xs" fw={550} c="dimmed" component="h2">
          {t('lists')}
        </Text>
        {may('lists.write').isAllowed && (
          <ActionIcon
            size="sm"
            aria-label={t('newList')}
            renderRoot={(props) => <Link to="/w/$workspaceId/start" params={{ workspaceId }} {...props} />}
          >
            <IconPlus size={14} />
          </ActionIcon>
        )}
      </div>
      {lists.isPending && [0, 1, 2].map((key) => <Skeleton key={key} h={22} my={6} mx={8} w="80%" />)}
      {lists.data?.length === 0 && (
        <Text size="sm" c="dimmed" px={8}>
          {t('noLists')}
        </Text>
      )}
      {lists.data?.map((list) => (
        <SideLink
          key={list.id}
          to="/w/$workspaceId/lists/$listId"
          params={{ workspaceId, listId: list.id }}
          icon={<ListIcon icon={list.icon} color={list.color} />}
          label={list.name}
        />
      ))}
    </>
  )
}
