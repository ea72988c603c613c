import { Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUserPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { GuardedButton } from '@/components/guarded-button'
import { Page } from '@/components/page'
import { useMay, useWorkspace } from '@/features/workspaces/use-workspace'
import { Invitations } from './invitations'
import { InviteDialog } from './invite-dialog'
import { MemberTable } from './member-table'
import { RoleTable } from './role-table'

export function MembersPage() {
  const { t } = useTranslation('members')
  const workspace = useWorkspace()
  const may = useMay()
  const [isInviting, dialog] = useDisclosure()
  return (
    <Page
      title={t('title')}
      actions={
        <GuardedButton
          permission={may('members.invite')}
          leftSection={<IconUserPlus size={16} />}
          onClick={dialog.open}
        >
          {t('invite')}
        </GuardedButton>
      }
    >
      <Stack gap={36}>
        <MemberTable workspace={workspace} />
        {may('members.invite').isAllowed && <Invitations workspaceId={workspace.id} />}
        <RoleTable role={workspace.role} />
      </Stack>
      <InviteDialog workspace={workspace} isOpen={isInviting} onClose={dialog.close} />
    </Page>
  )
}
