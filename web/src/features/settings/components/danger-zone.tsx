import { Button, Card, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/components/dialog'
import { ConfirmDialog } from '@/components/confirm-dialog'
import { GuardedButton } from '@/components/guarded-button'
import { membersQuery } from '@/features/members/api/find-members'
import {
  useDeleteWorkspace,
  useLeaveWorkspace,
  useTransferWorkspace,
} from '@/features/workspaces/api/change-workspace'
import { useMay } from '@/features/workspaces/use-workspace'
import type { Workspace } from '@/lib/api/schema'

/** What ends something for somebody: each asks first, and the server has the last word. */
export function DangerZone({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('workspaces')
  return (
    <Card component="section" aria-labelledby="settings-danger">
      <Title order={2} id="settings-danger" mb="md">
        {t('settings.danger')}
      </Title>
      <Stack>
        <Transfer workspace={workspace} />
        <Leave workspace={workspace} />
        <Delete workspace={workspace} />
      </Stack>
    </Card>
  )
}

function Line({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <Group justify="space-between" gap="sm">
      <div style={{ flex: '1 1 14rem' }}>
        <Text size="sm" fw={550}>
          {title}
        </Text>
        <Text size="sm" c="dimmed">
          {text}
        </Text>
      </div>
      {children}
    </Group>
  )
}

function useLeaveForGood() {
  const navigate = useNavigate()
  return () => {
    // The page may go: what it shows is of a workspace that is gone.
    void navigate({ to: '/', reloadDocument: true })
  }
}

function Leave({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('workspaces')
  const [isAsking, setAsking] = useState(false)
  const leave = useLeaveWorkspace(workspace.id)
  const goAway = useLeaveForGood()
  return (
    <Line title={t('settings.leave')} text={t('settings.leaveText', { workspace: workspace.name })}>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('settings.leave')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('settings.leaveTitle', { workspace: workspace.name })}
        text={t('settings.leaveText', { workspace: workspace.name })}
        action={t('settings.leave')}
        isPending={leave.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => leave.mutate(undefined, { onSuccess: goAway, onError: () => setAsking(false) })}
      />
    </Line>
  )
}

function Transfer({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('workspaces')
  const { t: common } = useTranslation()
  const permission = useMay()('workspace.transfer')
  const [isAsking, setAsking] = useState(false)
  const [heir, setHeir] = useState<string | null>(null)
  const { data: members } = useQuery(membersQuery(workspace.id))
  const transfer = useTransferWorkspace(workspace.id)
  const others = members?.filter(({ role }) => role !== 'owner') ?? []
  const close = () => setAsking(false)
  return (
    <Line title={t('settings.transfer')} text={t('settings.transferText')}>
      <GuardedButton permission={permission} variant="default" onClick={() => setAsking(true)}>
        {t('settings.transfer')}
      </GuardedButton>
      <Dialog
        opened={isAsking}
        onClose={close}
        title={t('settings.transferTitle', { workspace: workspace.name })}
        size="sm"
      >
        <Stack>
          <Select
            label={t('settings.transferTo')}
            description={t('settings.transferText')}
            data={others.map((member) => ({
              value: member.user_id,
              label: member.full_name || (member.email ?? member.user_id),
            }))}
            value={heir}
            onChange={setHeir}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common('cancel')}
            </Button>
            <Button
              color="red"
              disabled={heir === null}
              loading={transfer.isPending}
              onClick={() => heir && transfer.mutate(heir, { onSettled: close })}
            >
              {t('settings.transfer')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </Line>
  )
}

function Delete({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('workspaces')
  const { t: common } = useTranslation()
  const permission = useMay()('workspace.delete')
  const [isAsking, setAsking] = useState(false)
  const [typed, setTyped] = useState('')
  const remove = useDeleteWorkspace(workspace.id)
  const goAway = useLeaveForGood()
  const close = () => setAsking(false)
  return (
    <Line title={t('settings.delete')} text={t('settings.deleteText')}>
      <GuardedButton permission={permission} variant="outline" color="red" onClick={() => setAsking(true)}>
        {t('settings.delete')}
      </GuardedButton>
      <Dialog
        opened={isAsking}
        onClose={close}
        title={t('settings.deleteTitle', { workspace: workspace.name })}
        size="sm"
      >
        <Stack>
          <Text size="sm">{t('settings.deleteText')}</Text>
          <TextInput
            label={t('settings.deleteConfirm', { workspace: workspace.name })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common('cancel')}
            </Button>
            <Button
              color="red"
              disabled={typed !== workspace.name}
              loading={remove.isPending}
              onClick={() => remove.mutate(undefined, { onSuccess: goAway, onError: close })}
            >
              {t('settings.delete')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </Line>
  )
}
