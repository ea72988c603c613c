import { Card, Progress, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '@/components/problem-alert'
import { useCreateImport } from '../api/create-import'
import { FileDrop } from './file-drop'
import { ImportProgress } from './import-progress'

/** A file that becomes a list: sent with progress, then followed until it is in. */
export function StartFromFile({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation('start')
  const send = useCreateImport(workspaceId)
  return (
    <Card component="section">
      <Stack gap="sm">
        <ThemeIcon variant="light" size={36} radius="md">
          <IconFileImport size={20} />
        </ThemeIcon>
        <Title order={2}>{t('file.title')}</Title>
        <Text c="dimmed" size="sm">
          {t('file.text')}
        </Text>
        <ProblemAlert error={send.error} />
        {send.isPending ? (
          <div role="status">
            <Text size="sm" mb={6} truncate>
              {t('file.uploading', { file: send.variables.name })}
            </Text>
            <Progress
              value={send.sent * 100}
              aria-label={t('file.uploading', { file: send.variables.name })}
            />
          </div>
        ) : send.isSuccess ? (
          <ImportProgress importId={send.data.id} workspaceId={workspaceId} onAgain={send.reset} />
        ) : (
          <FileDrop onFile={(file) => send.mutate(file)} />
        )}
      </Stack>
    </Card>
  )
}
