import { Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Brand } from '@/components/brand'
import { Main } from '@/components/main'
import { LanguageMenu } from '@/components/language-menu'
import { useTitle } from '@/components/use-title'
import classes from './auth-frame.module.css'
import { SampleSheet } from './sample-sheet'

interface Props {
  title: string
  text?: string | undefined
  children: ReactNode
}

/** The page of everybody who is not inside yet: one thing to do, and beside it what it is for. */
export function AuthFrame({ title, text, children }: Props) {
  const { t } = useTranslation('session')
  useTitle(title)
  return (
    <div className={classes.frame}>
      <Main className={classes.form}>
        <Group justify="space-between">
          <Brand />
          <LanguageMenu />
        </Group>
        <div className={classes.middle}>
          <Stack className={classes.card} gap="lg">
            <div>
              <Title order={1}>{title}</Title>
              {text && (
                <Text c="dimmed" mt={6}>
                  {text}
                </Text>
              )}
            </div>
            {children}
          </Stack>
        </div>
      </Main>
      <aside className={classes.aside} aria-label={t('claim.label')}>
        <div className={classes.claim}>
          <Text size="xl" fw={600}>
            {t('claim.title')}
          </Text>
          <Text c="dimmed" pt={8}>
            {t('claim.text')}
          </Text>
        </div>
        <SampleSheet />
      </aside>
    </div>
  )
}
