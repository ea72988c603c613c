import { Button, Center, Stack } from '@mantine/core'
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { IconMap2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/empty-state'
import { ButtonLink } from '@/components/link'
import { Main } from '@/components/main'
import { ProblemAlert } from '@/components/problem-alert'
import { useTitle } from '@/components/use-title'
import { asProblem } from '@/lib/api/problem'

/** What a route says whose loader was refused. Hidden and missing are the same, as on the server. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  const router = useRouter()
  useTitle(t('failed.title'))
  if (asProblem(error).status === 404) return <NotFoundPage />
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Main>
      <Center mih="100dvh" p="lg">
        <Stack maw={420} w="100%">
          <ProblemAlert error={error} />
          <Button variant="default" onClick={retry}>
            {t('retry')}
          </Button>
        </Stack>
      </Center>
    </Main>
  )
}

export function NotFoundPage() {
  const { t } = useTranslation()
  useTitle(t('notFound.title'))
  return (
    <Main>
      <Center mih="100dvh">
        <EmptyState
          icon={<IconMap2 size={22} />}
          title={t('notFound.title')}
          text={t('notFound.text')}
          order={1}
        >
          <ButtonLink to="/">{t('notFound.action')}</ButtonLink>
        </EmptyState>
      </Center>
    </Main>
  )
}
