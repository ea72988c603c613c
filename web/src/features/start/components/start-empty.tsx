import { Button, Card, Stack, Text, TextInput, ThemeIcon, Title } from '@mantine/core'
import { IconTablePlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '@/components/problem-alert'
import { useProblemForm } from '@/components/use-problem-form'
import { useCreateList } from '@/features/lists/api/create-list'

/** An empty list with one column, so that there is something to type into. */
export function StartEmpty({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation('start')
  const navigate = useNavigate()
  const create = useCreateList(workspaceId)
  const { form, refuse } = useProblemForm({ initialValues: { name: '' } })
  const submit = form.onSubmit(({ name }) =>
    create.mutate(
      { name, columns: [{ name: t('empty.firstColumn'), type: 'text' }] },
      {
        onSuccess: ({ id }) =>
          void navigate({ to: '/w/$workspaceId/lists/$listId', params: { workspaceId, listId: id } }),
        onError: refuse,
      },
    ),
  )
  return (
    <Card component="section">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <ThemeIcon variant="light" size={36} radius="md">
            <IconTablePlus size={20} />
          </ThemeIcon>
          <Title order={2}>{t('empty.title')}</Title>
          <Text c="dimmed" size="sm">
            {t('empty.text')}
          </Text>
          <ProblemAlert error={create.error} />
          <TextInput label={t('empty.name')} required maxLength={200} {...form.getInputProps('name')} />
          <Button type="submit" loading={create.isPending}>
            {t('empty.action')}
          </Button>
        </Stack>
      </form>
    </Card>
  )
}
