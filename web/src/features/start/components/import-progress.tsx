import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { IconCheck } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '@/components/link'
import { ProblemAlert } from '@/components/problem-alert'
import type { Import } from '@/lib/api/schema'
import { Problem } from '@/lib/api/problem'
import { useCancelImport } from '../api/cancel-import'
import { importErrorsQuery } from '../api/find-import-errors'
import { importQuery } from '../api/get-import'
import { failureOf, isOver } from '../import-state'

interface Props {
  importId: string
  workspaceId: string
  onAgain: () => void
}

export function ImportProgress({ importId, workspaceId, onAgain }: Props) {
  const { t } = useTranslation('start')
  const queries = useQueryClient()
  const { data, error } = useQuery(importQuery(importId))
  const isDone = data?.status === 'done'
  useEffect(() => {
    if (isDone) void queries.invalidateQueries({ queryKey: ['lists', { workspaceId }] })
  }, [isDone, queries, workspaceId])
  if (error) return <ProblemAlert error={error} />
  if (!data) return null
  if (!isOver(data.status)) return <Running found={data} />
  return (
    <Stack gap="sm">
      {isDone ? <Report found={data} /> : <Ended found={data} />}
      <Button variant={isDone ? 'default' : 'filled'} onClick={onAgain}>
        {t('file.again')}
      </Button>
    </Stack>
  )
}

function Running({ found }: { found: Import }) {
  const { t } = useTranslation('start')
  const cancel = useCancelImport(found.id)
  const text = found.rows_read > 0 ? t('file.working', { rows: found.rows_read }) : t('file.waiting')
  return (
    <Stack gap="xs" role="status">
      <Text size="sm">{text}</Text>
      <Progress value={100} animated aria-label={text} />
      <Group justify="space-between" gap="xs">
        <Text size="xs" c="dimmed">
          {t('file.leave')}
        </Text>
        <Button variant="subtle" size="compact-sm" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('file.cancel')}
        </Button>
      </Group>
    </Stack>
  )
}

function Ended({ found }: { found: Import }) {
  const { t } = useTranslation('start')
  if (found.status !== 'failed') return <Text size="sm">{t('file.stopped')}</Text>
  return (
    <ProblemAlert
      error={new Problem({ type: 'import_failed', title: t('file.failed'), detail: failureOf(found.error) })}
    />
  )
}

function Report({ found }: { found: Import }) {
  const { t } = useTranslation('start')
  const hasMisfits = found.rows_rejected + found.cells_emptied > 0
  const { data: misfits } = useQuery({ ...importErrorsQuery(found.id), enabled: hasMisfits })
  return (
    <>
      <Alert
        role="status"
        icon={<IconCheck size={18} />}
        title={t('file.done', { count: found.rows_imported })}
      >
        {found.rows_rejected > 0 && (
          <Text size="sm">{t('file.rejected', { count: found.rows_rejected })}</Text>
        )}
        {found.cells_emptied > 0 && (
          <Text size="sm">{t('file.emptied', { count: found.cells_emptied })}</Text>
        )}
      </Alert>
      {misfits?.map((misfit) => (
        <Text size="xs" key={`${misfit.row} ${misfit.column ?? ''}`}>
          {t('file.row', { row: misfit.row })}
          {misfit.column && `, ${misfit.column}`}: {misfit.value} {misfit.reason}
        </Text>
      ))}
      {found.list_id && (
        <ButtonLink
          to="/w/$workspaceId/lists/$listId"
          params={{ workspaceId: found.workspace_id, listId: found.list_id }}
        >
          {t('file.open')}
        </ButtonLink>
      )}
    </>
  )
}
