import { Alert, Button, CopyButton, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/components/dialog'
import { ProblemAlert } from '@/components/problem-alert'
import { useProblemForm } from '@/components/use-problem-form'
import type { Workspace } from '@/lib/api/schema'
import { ROLES, type Role } from '@/lib/permission'
import { useInvite } from '../api/change-invitations'
import { grantable } from '../rank'

interface Props {
  workspace: Workspace
  isOpen: boolean
  onClose: () => void
}

export function InviteDialog({ workspace, isOpen, onClose }: Props) {
  const { t } = useTranslation('members')
  return (
    <Dialog opened={isOpen} onClose={onClose} title={t('inviteTitle', { workspace: workspace.name })}>
      <InviteForm workspace={workspace} onClose={onClose} />
    </Dialog>
  )
}

function InviteForm({ workspace, onClose }: Omit<Props, 'isOpen'>) {
  const { t } = useTranslation('members')
  const { t: common } = useTranslation()
  const invite = useInvite(workspace.id)
  const { form, refuse } = useProblemForm<{ email: string; role: Role }>({
    initialValues: { email: '', role: 'editor' },
  })
  if (invite.isSuccess) {
    return (
      <Sent email={invite.data.email} token={invite.data.token} onMore={invite.reset} onClose={onClose} />
    )
  }
  return (
    <form onSubmit={form.onSubmit((values) => invite.mutate(values, { onError: refuse }))}>
      <Stack>
        <ProblemAlert error={invite.error} />
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="off"
          required
          data-autofocus
          {...form.getInputProps('email')}
        />
        <Select
          label={t('role')}
          data={grantable(workspace.role).map((value) => ({ value, label: common(`role.${value}`) }))}
          value={form.values.role}
          onChange={(value) => form.setFieldValue('role', ROLES.find((role) => role === value) ?? 'editor')}
          description={t(`roleHint.${form.values.role}`)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={invite.isPending}>
            {t('send')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface SentProps {
  email: string
  token: string
  onMore: () => void
  onClose: () => void
}

/** The mail is on its way; the link is shown this once, for those who would rather hand it over. */
function Sent({ email, token, onMore, onClose }: SentProps) {
  const { t } = useTranslation('members')
  const { t: common } = useTranslation()
  return (
    <Stack>
      <Alert role="status" icon={<IconCheck size={18} />} title={t('sent', { email })}>
        <Text size="sm">{t('sentText')}</Text>
      </Alert>
      <CopyButton value={`${location.origin}/invite/${token}`}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            onClick={copy}
            leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          >
            {copied ? t('copied') : t('copyLink')}
          </Button>
        )}
      </CopyButton>
      <Group justify="flex-end">
        <Button variant="default" onClick={onMore}>
          {t('inviteMore')}
        </Button>
        <Button onClick={onClose} data-autofocus>
          {common('close')}
        </Button>
      </Group>
    </Stack>
  )
}
