import { Alert, Button, Stack } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '@/components/link'
import { ProblemAlert } from '@/components/problem-alert'
import { useVerifyEmail } from '../api/verify-email'
import { AuthFrame } from './auth-frame'

/** Waits for a click: programs that look into mails open links too, and the token works once. */
export function VerifyEmailPage({ token }: { token: string }) {
  const { t } = useTranslation('session')
  const verify = useVerifyEmail()
  return (
    <AuthFrame title={t('verify.title')} text={t('verify.text')}>
      {verify.isSuccess ? (
        <Stack>
          <Alert role="status" icon={<IconCheck size={18} />} title={t('verify.done')} />
          <ButtonLink to="/">{t('verify.onward')}</ButtonLink>
        </Stack>
      ) : (
        <Stack>
          <ProblemAlert error={verify.error} />
          <Button loading={verify.isPending} onClick={() => verify.mutate(token)}>
            {t('verify.action')}
          </Button>
        </Stack>
      )}
    </AuthFrame>
  )
}
