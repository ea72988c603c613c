import { SimpleGrid, Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconTable } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/empty-state'
import { ButtonLink } from '@/components/link'
import { Page } from '@/components/page'
import { ProblemAlert } from '@/components/problem-alert'
import { listsQuery } from '@/features/lists/api/get-lists'
import { useMay, useWorkspace } from '@/features/workspaces/use-workspace'
import { Activity } from './activity'
import { ListCard, ListCardSkeleton } from './list-card'

export function HomePage() {
  const { t } = useTranslation('workspaces')
  const workspace = useWorkspace()
  const may = useMay()
  const lists = useQuery(listsQuery(workspace.id))
  return (
    <Page title={workspace.name}>
      <Stack gap={32}>
        <section aria-labelledby="home-lists">
          <Title order={2} id="home-lists" mb="sm">
            {t('home.lists')}
          </Title>
          <ProblemAlert error={lists.error} />
          {lists.data?.length === 0 ? (
            <EmptyState
              icon={<IconTable size={22} />}
              title={t('home.emptyTitle')}
              text={may('lists.write').isAllowed ? t('home.emptyText') : t('home.emptyForReaders')}
            >
              {may('lists.write').isAllowed && (
                <ButtonLink to="/w/$workspaceId/start" params={{ workspaceId: workspace.id }}>
                  {t('home.emptyAction')}
                </ButtonLink>
              )}
            </EmptyState>
          ) : (
            <SimpleGrid minColWidth="15rem" spacing="sm">
              {lists.isPending && [0, 1, 2].map((key) => <ListCardSkeleton key={key} />)}
              {lists.data?.map((list) => (
                <ListCard key={list.id} list={list} />
              ))}
            </SimpleGrid>
          )}
        </section>
        {may('audit.read').isAllowed && <Activity workspaceId={workspace.id} />}
      </Stack>
    </Page>
  )
}
