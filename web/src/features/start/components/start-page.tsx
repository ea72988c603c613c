import { SimpleGrid, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Page } from '@/components/page'
import { useMay, useWorkspaceId } from '@/features/workspaces/use-workspace'
import { usePermissionReason } from '@/components/use-permission-reason'
import { ProblemNote } from '@/components/problem-note'
import { StartEmpty } from './start-empty'
import { StartFromFile } from './start-from-file'
import { StartFromTemplates } from './start-from-template'

/** A new list, the first one above all. Ways to begin stand side by side. */
export function StartPage() {
  const { t } = useTranslation('start')
  const workspaceId = useWorkspaceId()
  const reason = usePermissionReason(useMay()('lists.write'))
  return (
    <Page title={t('title')}>
      <div>
        {reason ? (
          <ProblemNote text={reason} />
        ) : (
          <>
            <Text c="dimmed" mb="lg">
              {t('text')}
            </Text>
            <SimpleGrid minColWidth="19rem" spacing="md">
              <StartFromTemplates workspaceId={workspaceId} />
              <StartEmpty workspaceId={workspaceId} />
              <StartFromFile workspaceId={workspaceId} />
            </SimpleGrid>
          </>
        )}
      </div>
    </Page>
  )
}
