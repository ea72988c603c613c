import {
  ActionIcon,
  Avatar,
  Badge,
  Group,
  Menu,
  Select,
  Skeleton,
  Table,
  Text,
  VisuallyHidden,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconDots, IconUserMinus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '@/components/confirm-dialog'
import { ProblemAlert } from '@/components/problem-alert'
import { meQuery } from '@/features/session/api/get-me'
import { useMay } from '@/features/workspaces/use-workspace'
import type { Member, Workspace } from '@/lib/api/schema'
import { formatDate } from '@/lib/format'
import { ROLES } from '@/lib/permission'
import { useRemoveMember, useUpdateMember } from '../api/change-members'
import { membersQuery } from '../api/find-members'
import { grantable, isChangeable } from '../rank'

export function MemberTable({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('members')
  const members = useQuery(membersQuery(workspace.id))
  const { data: me } = useQuery(meQuery)
  return (
    <section aria-label={t('title')}>
      <ProblemAlert error={members.error} />
      {members.isPending && [0, 1, 2, 3].map((key) => <Skeleton key={key} h={44} mb={6} radius="md" />)}
      {members.data && (
        <Table.ScrollContainer tabIndex={0} pos="relative" minWidth={480} type="native">
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('person')}</Table.Th>
                <Table.Th>{t('role')}</Table.Th>
                <Table.Th>{t('since')}</Table.Th>
                <Table.Th>
                  <VisuallyHidden>{t('actions')}</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {members.data.map((member) => (
                <Row
                  key={member.user_id}
                  member={member}
                  workspace={workspace}
                  isMe={member.user_id === me?.id}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  )
}

function Row({ member, workspace, isMe }: { member: Member; workspace: Workspace; isMe: boolean }) {
  const { t } = useTranslation('members')
  const { t: common } = useTranslation()
  const may = useMay()
  const update = useUpdateMember(workspace.id)
  const canChange = may('members.update').isAllowed && !isMe && isChangeable(workspace.role, member.role)
  const name = member.full_name || member.email || t('unknown')
  const role = update.isPending ? update.variables.role : member.role
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="sm" wrap="nowrap">
          <Avatar size={30} radius="xl" name={name} color="gray" src={member.avatar_url} alt="" />
          <div>
            <Text size="sm" fw={550}>
              {name} {isMe && <Badge size="xs">{t('you')}</Badge>}
            </Text>
            <Text size="xs" c="dimmed">
              {member.email}
            </Text>
          </div>
        </Group>
      </Table.Td>
      <Table.Td w={160}>
        {canChange ? (
          <Select
            aria-label={t('roleOf', { name })}
            size="xs"
            value={role}
            data={grantable(workspace.role).map((value) => ({ value, label: common(`role.${value}`) }))}
            onChange={(value) => {
              const chosen = ROLES.find((known) => known === value)
              if (chosen) update.mutate({ userId: member.user_id, role: chosen })
            }}
          />
        ) : (
          <Text size="sm">{common(`role.${role}`)}</Text>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="sm" c="dimmed">
          {formatDate(member.created_at)}
        </Text>
      </Table.Td>
      <Table.Td w={48}>
        {canChange && <Remove member={member} workspaceId={workspace.id} name={name} />}
      </Table.Td>
    </Table.Tr>
  )
}

function Remove({ member, workspaceId, name }: { member: Member; workspaceId: string; name: string }) {
  const { t } = useTranslation('members')
  const remove = useRemoveMember(workspaceId)
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('more', { name })}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="red" leftSection={<IconUserMinus size={16} />} onClick={() => setAsking(true)}>
            {t('remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('removeTitle', { name })}
        text={t('removeText')}
        action={t('remove')}
        isPending={remove.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => remove.mutate(member.user_id, { onSettled: () => setAsking(false) })}
      />
    </>
  )
}
