import { Alert, Button, PasswordInput, Stack } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '@/components/link'
import { ProblemAlert } from '@/components/problem-alert'
import { useProblemForm } from '@/components/use-problem-form'
import { useConfirmReset } from '../api/reset-password'
import { PASSWORD_LEAST } from '../password'
import { AuthFrame } from './auth-frame'

export function ResetPasswordPage({ token }: { token: string }) {
  const { t } = useTranslation('session')
  const confirm = useConfirmReset()
  const { form, refuse } = useProblemForm({
    initialValues: { password: '' },
    validate: {
      password: (text) =>
        text.length < PASSWORD_LEAST ? t('passwordHint', { count: PASSWORD_LEAST }) : null,
    },
  })
  return (
    <AuthFrame title={t('reset.title')} text={t('reset.text')}>
      {confirm.isSuccess ? (
        <Stack>
          <Alert role="status" icon={<IconCheck size={18} />} title={t('reset.done')} />
          <ButtonLink to="/sign-in">{t('signIn.action')}</ButtonLink>
        </Stack>
      ) : (
        <form
          onSubmit={form.onSubmit(({ password }) => {
            confirm.mutate({ token, password }, { onError: refuse })
          })}
        >
          <Stack gap="md">
            <ProblemAlert error={confirm.error} />
            <PasswordInput
              label={t('reset.password')}
              description={t('passwordHint', { count: PASSWORD_LEAST })}
              autoComplete="new-password"
              autoFocus
              required
              {...form.getInputProps('password')}
            />
            <Button type="submit" loading={confirm.isPending} fullWidth>
              {t('reset.action')}
            </Button>
          </Stack>
        </form>
      )}
    </AuthFrame>
  )
}
