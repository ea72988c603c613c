import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { meQuery } from '@/features/session/api/get-me'
import { useResendVerification } from '@/features/session/api/verify-email'
import classes from './verify-banner.module.css'

/** Reminds of the mail that confirms the address, until it is confirmed. */
export function VerifyBanner() {
  const { t } = useTranslation('shell')
  const { data: me } = useQuery(meQuery)
  const resend = useResendVerification()
  if (!me || me.email_confirmed) return null
  return (
    <Group
      component="aside"
      aria-label={t('verification')}
      className={classes.banner}
      gap="xs"
      justify="center"
    >
      <Text size="sm">{resend.isSuccess ? t('resent') : t('unverified', { email: me.email })}</Text>
      {!resend.isSuccess && (
        <Button variant="subtle" size="compact-sm" loading={resend.isPending} onClick={() => resend.mutate()}>
          {t('resend')}
        </Button>
      )}
    </Group>
  )
}
