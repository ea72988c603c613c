import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TextLink } from '@/components/link'
import { ProblemAlert } from '@/components/problem-alert'
import { useProblemForm } from '@/components/use-problem-form'
import { useSignIn } from '../api/sign-in'
import { AuthFrame } from './auth-frame'

interface Props {
  next: string | undefined
  onSignedIn: () => void
}

export function SignInPage({ next, onSignedIn }: Props) {
  const { t } = useTranslation('session')
  const signIn = useSignIn()
  const { form, refuse } = useProblemForm({ initialValues: { email: '', password: '' } })
  return (
    <AuthFrame title={t('signIn.title')} text={t('signIn.text')}>
      <form
        onSubmit={form.onSubmit((values) => {
          signIn.mutate(values, { onSuccess: onSignedIn, onError: refuse })
        })}
      >
        <Stack gap="md">
          <ProblemAlert error={signIn.error} />
          <TextInput
            label={t('email')}
            type="email"
            autoComplete="username"
            autoFocus
            required
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t('password')}
            autoComplete="current-password"
            required
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={signIn.isPending} fullWidth>
            {t('signIn.action')}
          </Button>
          <TextLink to="/forgotten-password" size="sm">
            {t('signIn.forgotten')}
          </TextLink>
        </Stack>
      </form>
      <Text size="sm" c="dimmed">
        {t('signIn.new')}{' '}
        <TextLink to="/register" search={{ next }} size="sm" underline="always">
          {t('register.action')}
        </TextLink>
      </Text>
    </AuthFrame>
  )
}
