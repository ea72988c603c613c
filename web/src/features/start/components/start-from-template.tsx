import { Button, Card, Group, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconTemplate } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '@/components/problem-alert'
import type { Template } from '@/lib/api/schema'
import { templatesQuery, useMakeFromTemplate } from '../api/templates'
import classes from './file-drop.module.css'

/** One card per template of the server, in its words. */
export function StartFromTemplates({ workspaceId }: { workspaceId: string }) {
  const { data: templates } = useQuery(templatesQuery)
  return templates?.map((template) => (
    <StartFromTemplate key={template.name} template={template} workspaceId={workspaceId} />
  ))
}

function StartFromTemplate({ template, workspaceId }: { template: Template; workspaceId: string }) {
  const { t } = useTranslation('start')
  const navigate = useNavigate()
  const make = useMakeFromTemplate(workspaceId)
  const begin = () =>
    make.mutate(template.name, {
      onSuccess: ({ lists: [first] }) =>
        void (first
          ? navigate({ to: '/w/$workspaceId/lists/$listId', params: { workspaceId, listId: first.id } })
          : navigate({ to: '/w/$workspaceId', params: { workspaceId } })),
    })
  return (
    <Card component="section">
      <Stack gap="sm" h="100%">
        <ThemeIcon variant="light" size={36} radius="md">
          <IconTemplate size={20} />
        </ThemeIcon>
        <Title order={2}>{template.title}</Title>
        <Text c="dimmed" size="sm">
          {template.description}
        </Text>
        <Group gap={6} flex={1} align="flex-start">
          {template.lists.map((list) => (
            <span key={list.name} className={classes.list}>
              {list.name}
            </span>
          ))}
        </Group>
        <ProblemAlert error={make.error} />
        <Button loading={make.isPending} onClick={begin}>
          {t('template.action')}
        </Button>
      </Stack>
    </Card>
  )
}
