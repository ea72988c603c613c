import { Button, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '@/components/problem-alert'
import { useProblemForm } from '@/components/use-problem-form'
import { AuthFrame } from '@/features/session/components/auth-frame'
import { useCreateWorkspace } from '../api/create-workspace'

/** For who has no workspace, or wants another one. */
export function WelcomePage({ onCreated }: { onCreated: (workspaceId: string) => void }) {
  const { t } = useTranslation('workspaces')
  const create = useCreateWorkspace()
  const { form, refuse } = useProblemForm({ initialValues: { name: '' } })
  return (
    <AuthFrame title={t('welcome.title')} text={t('welcome.text')}>
      <form
        onSubmit={form.onSubmit(({ name }) => {
          const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone
          create.mutate({ name, time_zone }, { onSuccess: ({ id }) => onCreated(id), onError: refuse })
        })}
      >
        <Stack>
          <ProblemAlert error={create.error} />
          <TextInput
            label={t('welcome.name')}
            autoComplete="organization"
            autoFocus
            required
            maxLength={200}
            {...form.getInputProps('name')}
          />
          <Button type="submit" loading={create.isPending}>
            {t('welcome.action')}
          </Button>
        </Stack>
      </form>
    </AuthFrame>
  )
}
