import { Alert, Button, Stack, TextInput } from '@mantine/core'
import { IconMailFast } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { TextLink } from '@/components/link'
import { ProblemAlert } from '@/components/problem-alert'
import { useProblemForm } from '@/components/use-problem-form'
import { useRequestReset } from '../api/reset-password'
import { AuthFrame } from './auth-frame'

/** Says the same whether there is such an account or not. */
export function ForgottenPasswordPage() {
  const { t } = useTranslation('session')
  const request = useRequestReset()
  const { form, refuse } = useProblemForm({ initialValues: { email: '' } })
  return (
    <AuthFrame title={t('forgotten.title')} text={t('forgotten.text')}>
      {request.isSuccess ? (
        <Alert role="status" icon={<IconMailFast size={18} />} title={t('forgotten.sent')}>
          {t('forgotten.sentText', { email: request.variables })}
        </Alert>
      ) : (
        <form
          onSubmit={form.onSubmit(({ email }) => {
            request.mutate(email, { onError: refuse })
          })}
        >
          <Stack gap="md">
            <ProblemAlert error={request.error} />
            <TextInput
              label={t('email')}
              type="email"
              autoComplete="username"
              autoFocus
              required
              {...form.getInputProps('email')}
            />
            <Button type="submit" loading={request.isPending} fullWidth>
              {t('forgotten.action')}
            </Button>
          </Stack>
        </form>
      )}
      <TextLink to="/sign-in" size="sm">
        {t('backToSignIn')}
      </TextLink>
    </AuthFrame>
  )
}
