import { ActionIcon, Drawer, Skeleton, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { IconX } from '@tabler/icons-react'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import hidden from '@/components/hidden.module.css'
import { ProblemAlert } from '@/components/problem-alert'
import { putItems } from '@/features/grid/cache'
import { ConflictDialog } from '@/features/grid/components/conflict-dialog'
import { gridColumns, NO_LAYOUT, valueOf } from '@/features/grid/model/columns'
import { useWrite } from '@/features/grid/use-write'
import { listQuery } from '@/features/lists/api/get-list'
import { membersQuery } from '@/features/members/api/find-members'
import { useMay, useWorkspaceId } from '@/features/workspaces/use-workspace'
import type { Item } from '@/lib/api/schema'
import { formatAgo } from '@/lib/format'
import { itemQuery } from '../api/get-item'
import { Comments } from './comments'
import { RecordField } from './record-field'
import classes from './record.module.css'

interface Props {
  listId: string
  itemId: string
  onClose: () => void
}

/** A record with all its fields, beside its list. On a narrow screen it takes the whole. */
export function RecordPanel({ listId, itemId, onClose }: Props) {
  const { t } = useTranslation('grid')
  const isNarrow = useMediaQuery('(max-width: 48rem)')
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={isNarrow ? '100%' : 520}
      padding={0}
      withCloseButton={false}
      overlayProps={{ backgroundOpacity: 0.12 }}
      title={t('record.title')}
      classNames={{ header: hidden.hidden }}
      transitionProps={{ duration: 120 }}
    >
      <RecordBody key={itemId} listId={listId} itemId={itemId} onClose={onClose} />
    </Drawer>
  )
}

function RecordBody({ listId, itemId, onClose }: Props) {
  const { t } = useTranslation('grid')
  const queries = useQueryClient()
  const { data: list } = useSuspenseQuery(listQuery(listId))
  const { data: members } = useQuery(membersQuery(useWorkspaceId()))
  const { data: item, error } = useQuery(itemQuery(itemId))
  const permission = useMay()('items.write')
  const people = useMemo(
    () => new Map(members?.map(({ user_id, full_name, email }) => [user_id, full_name || (email ?? '')])),
    [members],
  )
  const columns = useMemo(() => gridColumns(list.columns, NO_LAYOUT, people), [list.columns, people])
  const byId = useMemo(() => new Map(item ? [[item.id, item]] : []), [item])
  const replace = useCallback(
    (fresh: readonly Item[]) => {
      putItems(queries, listId, fresh)
      for (const one of fresh) queries.setQueryData(itemQuery(one.id).queryKey, one)
    },
    [queries, listId],
  )
  const { write, conflict, resolve } = useWrite(listId, { byId, replace })
  const first = columns[0]
  const title = item && first ? first.kind.show(valueOf(item, first.column), first.context) : ''
  const nameOf = (id: string | null) => (id && people.get(id)) || t('record.somebody')
  return (
    <>
      <div className={classes.head}>
        <h2 className={classes.title}>{title || t('record.untitled')}</h2>
        <ActionIcon aria-label={t('record.close')} onClick={onClose}>
          <IconX size={18} />
        </ActionIcon>
      </div>
      <ProblemAlert error={error} />
      {!item && !error && <Skeleton h={320} m="md" />}
      {item && (
        <>
          <dl className={classes.fields}>
            {columns.map((column) => (
              <RecordField
                key={column.key}
                item={item}
                column={column}
                canWrite={permission.isAllowed}
                onWrite={(value) =>
                  write([{ id: item.id, version: item.version, values: { [column.key]: value } }])
                }
              />
            ))}
          </dl>
          <Text size="xs" c="dimmed" px="md" pb="md">
            {t('record.by', { when: formatAgo(item.created_at), who: nameOf(item.created_by) })}
            {item.version > 1 &&
              ` · ${t('record.changed', { when: formatAgo(item.updated_at), who: nameOf(item.updated_by) })}`}
          </Text>
          <Comments itemId={itemId} people={people} />
        </>
      )}
      <ConflictDialog conflict={conflict} columns={columns} onResolve={resolve} />
    </>
  )
}
