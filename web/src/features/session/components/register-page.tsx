import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { TextLink } from '@/components/link'
import { ProblemAlert } from '@/components/problem-alert'
import { useProblemForm } from '@/components/use-problem-form'
import type { SignIn } from '@/lib/api/schema'
import { invitationQuery } from '../api/invitation'
import { useRegister } from '../api/register'
import { PASSWORD_LEAST } from '../password'
import { AuthFrame } from './auth-frame'

interface Props {
  next: string | undefined
  onRegistered: (answer: SignIn) => void
}

/** A new account. Who comes with an invitation needs no name for a workspace: there is one to join. */
export function RegisterPage({ next, onRegistered }: Props) {
  const { t } = useTranslation('session')
  const token = next?.match(/^\/invite\/([^/?]+)$/)?.[1]
  const invitation = useQuery({ ...invitationQuery(token ?? ''), enabled: token !== undefined })
  const register = useRegister()
  const { form, refuse } = useProblemForm({
    initialValues: { full_name: '', email: '', password: '', workspace_name: '' },
    validate: {
      password: (text) =>
        text.length < PASSWORD_LEAST ? t('passwordHint', { count: PASSWORD_LEAST }) : null,
    },
  })
  const invited = invitation.data
  useEffect(() => {
    if (invited) form.setFieldValue('email', invited.email)
    // The form is a new object at every render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [invited])
  return (
    <AuthFrame
      title={t('register.title')}
      text={invited ? t('register.invited', { workspace: invited.workspace }) : t('register.text')}
    >
      <form
        onSubmit={form.onSubmit((values) => {
          register.mutate(values, { onSuccess: onRegistered, onError: refuse })
        })}
      >
        <Stack gap="md">
          <ProblemAlert error={register.error} />
          <TextInput
            label={t('fullName')}
            autoComplete="name"
            autoFocus
            required
            maxLength={200}
            {...form.getInputProps('full_name')}
          />
          <TextInput
            label={t('email')}
            type="email"
            autoComplete="username"
            required
            readOnly={Boolean(invited)}
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t('password')}
            description={t('passwordHint', { count: PASSWORD_LEAST })}
            autoComplete="new-password"
            required
            {...form.getInputProps('password')}
          />
          {!token && (
            <TextInput
              label={t('register.workspace')}
              description={t('register.workspaceHint')}
              autoComplete="organization"
              maxLength={200}
              {...form.getInputProps('workspace_name')}
            />
          )}
          <Button type="submit" loading={register.isPending} fullWidth>
            {t('register.action')}
          </Button>
        </Stack>
      </form>
      <Text size="sm" c="dimmed">
        {t('register.known')}{' '}
        <TextLink to="/sign-in" search={{ next }} size="sm" underline="always">
          {t('signIn.action')}
        </TextLink>
      </Text>
    </AuthFrame>
  )
}
