import { Group, Skeleton, Text } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { IconFilterOff, IconPlus, IconTable } from '@tabler/icons-react'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { notify } from '@/components/notify'
import { EmptyState } from '@/components/empty-state'
import { GuardedButton } from '@/components/guarded-button'
import { ListIcon } from '@/components/list-icon'
import { Page } from '@/components/page'
import { ProblemAlert } from '@/components/problem-alert'
import { listQuery } from '@/features/lists/api/get-list'
import { membersQuery } from '@/features/members/api/find-members'
import { useMay, useWorkspace } from '@/features/workspaces/use-workspace'
import type { Column, Sort } from '@/lib/api/schema'
import { countQuery } from '../api/query-items'
import { gridColumns, moved, type Layout } from '../model/columns'
import type { BadCell } from '../model/blocks'
import type { ItemQuery } from '../model/query'
import { useCreateRow } from '../use-create-row'
import { useLayout } from '../use-layout'
import { useRows } from '../use-rows'
import { useWrite } from '../use-write'
import { ConflictDialog } from './conflict-dialog'
import { FieldsMenu } from './fields-menu'
import { FilterMenu } from './filter-menu'
import { Grid } from './grid'
import classes from './grid.module.css'
import { SortMenu } from './sort-menu'

const SHOWN_BAD = 5

interface Props {
  listId: string
  query: ItemQuery
  onQuery: (query: ItemQuery) => void
  onOpen: (itemId: string) => void
}

/** A list as a spreadsheet. What is shown stands in the address, so that it can be sent to a colleague. */
export function ListPage({ listId, query, onQuery, onOpen }: Props) {
  const { t } = useTranslation('grid')
  const { data: list } = useSuspenseQuery(listQuery(listId))
  const workspace = useWorkspace()
  const permission = useMay()('items.write')
  const { data: members } = useQuery(membersQuery(workspace.id))
  const people = useMemo(
    () => new Map(members?.map(({ user_id, full_name, email }) => [user_id, full_name || (email ?? '')])),
    [members],
  )
  const [layout, setLayout] = useLayout(listId)
  const columns = useMemo(() => gridColumns(list.columns, layout, people), [list.columns, layout, people])
  const rows = useRows(listId, query)
  const { write, resolve, conflict, isWriting } = useWrite(listId, rows)
  const create = useCreateRow(listId, rows.append)
  const { fetchNextPage, isFetchingNextPage } = rows
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, isFetchingNextPage])
  const sort = query.sort ?? []

  return (
    <Page
      title={list.name}
      icon={<ListIcon icon={list.icon} color={list.color} />}
      isFull
      actions={
        <GuardedButton
          permission={permission}
          size="compact-md"
          leftSection={<IconPlus size={15} />}
          loading={create.isPending}
          onClick={() => create.mutate()}
        >
          {t('addRow')}
        </GuardedButton>
      }
    >
      <div className={classes.toolbar}>
        <FilterMenu
          key={listId}
          columns={list.columns}
          people={people}
          filter={query.filter}
          onChange={(filter) => onQuery({ ...query, filter })}
        />
        <SortMenu columns={list.columns} sort={sort} onChange={(next) => onQuery({ ...query, sort: next })} />
        <FieldsMenu
          columns={list.columns}
          hidden={layout.hidden}
          onChange={(hidden) => setLayout({ ...layout, hidden })}
        />
      </div>
      {rows.error && <ProblemAlert error={rows.error} />}
      {rows.isPending ? (
        <GridSkeleton />
      ) : (
        <Grid
          key={listId}
          label={list.name}
          items={rows.items}
          columns={columns}
          hasMore={rows.hasNextPage}
          canWrite={permission.isAllowed}
          sort={sort}
          onMore={more}
          onWrite={write}
          onBad={(bad) => showBad(bad, t)}
          onOpen={onOpen}
          onSort={(key) => onQuery({ ...query, sort: nextSort(sort, key) })}
          onResize={(key, width) => setLayout({ ...layout, widths: { ...layout.widths, [key]: width } })}
          onMove={(key, before) =>
            setLayout({ ...layout, order: moved(orderOf(list.columns, layout), key, before) })
          }
          empty={<Empty isFiltered={query.filter !== undefined} />}
        />
      )}
      <footer className={classes.foot}>
        <RowCount listId={listId} query={query} all={list.item_count} />
        <Text span size="xs" role="status">
          {isWriting ? t('saving') : ''}
        </Text>
      </footer>
      <ConflictDialog conflict={conflict} columns={columns} onResolve={resolve} />
    </Page>
  )
}

const orderOf = (columns: readonly Column[], { order }: Layout) => [
  ...order,
  ...columns.map(({ key }) => key).filter((key) => !order.includes(key)),
]

/** A click sorts upward, another one downward, a third not at all. */
function nextSort(sort: readonly Sort[], key: string): Sort[] {
  const known = sort.find(({ column }) => column === key)
  if (!known) return [{ column: key, direction: 'asc' }]
  return known.direction === 'desc' ? [] : [{ column: key, direction: 'desc' }]
}

function RowCount({ listId, query, all }: { listId: string; query: ItemQuery; all: number }) {
  const { t } = useTranslation('grid')
  const counted = useQuery({ ...countQuery(listId, query), enabled: query.filter !== undefined })
  if (query.filter === undefined) return <span>{t('count', { count: all })}</span>
  if (!counted.data) return <Skeleton h={12} w={70} />
  const { rows, is_capped } = counted.data
  return <span>{is_capped ? t('countMore', { count: rows }) : t('count', { count: rows })}</span>
}

function Empty({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTranslation('grid')
  return isFiltered ? (
    <EmptyState icon={<IconFilterOff size={22} />} title={t('emptyFiltered')} text={t('emptyFilteredText')} />
  ) : (
    <EmptyState icon={<IconTable size={22} />} title={t('emptyTitle')} text={t('emptyText')} />
  )
}

function GridSkeleton() {
  return (
    <Group p="sm" gap={9} style={{ flex: 1 }} align="flex-start" role="presentation">
      {Array.from({ length: 14 }, (_, index) => (
        <Skeleton key={index} h={25} />
      ))}
    </Group>
  )
}

function showBad(bad: readonly BadCell[], t: ReturnType<typeof useTranslation<'grid'>>['t']) {
  notify({
    color: 'orange',
    title: t('badTitle', { count: bad.length }),
    autoClose: 12_000,
    message: (
      <>
        {bad.slice(0, SHOWN_BAD).map((cell) => (
          <Text size="sm" c="dimmed" key={`${cell.row} ${cell.column}`}>
            {t('badCell', { ...cell, row: cell.row + 1 })}
          </Text>
        ))}
        <Text size="sm" c="dimmed">
          {bad.length > SHOWN_BAD ? t('badMore', { count: bad.length - SHOWN_BAD }) : t('badKept')}
        </Text>
      </>
    ),
  })
}
