import { ActionIcon, Badge, Group, Skeleton, Table, Text, Title, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconRefresh, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '@/components/problem-alert'
import type { Invitation } from '@/lib/api/schema'
import { formatDate } from '@/lib/format'
import { useResendInvitation, useRevokeInvitation } from '../api/change-invitations'
import { invitationsQuery } from '../api/find-invitations'
import { stateOf } from '../invitation-state'

/** Invitations that are open or came to nothing; those that were accepted are members. */
export function Invitations({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation('members')
  const { data, error, isPending } = useQuery(invitationsQuery(workspaceId))
  const shown = data?.filter((invitation) => invitation.status !== 'accepted')
  return (
    <section aria-labelledby="members-invitations">
      <Title order={2} id="members-invitations" mb="sm">
        {t('invitations')}
      </Title>
      <ProblemAlert error={error} />
      {isPending && <Skeleton h={44} radius="md" />}
      {shown?.length === 0 && <Text c="dimmed">{t('noInvitations')}</Text>}
      {shown && shown.length > 0 && (
        <Table.ScrollContainer tabIndex={0} pos="relative" minWidth={480} type="native">
          <Table verticalSpacing="xs">
            <Table.Tbody>
              {shown.map((invitation) => (
                <Row key={invitation.id} invitation={invitation} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  )
}

const COLORS = { open: 'pine', expired: 'gray', revoked: 'gray' } as const

function Row({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation('members')
  const { t: common } = useTranslation()
  const resend = useResendInvitation(invitation.workspace_id)
  const revoke = useRevokeInvitation(invitation.workspace_id)
  const [now] = useState(Date.now)
  const state = stateOf(invitation, now)
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm">{invitation.email}</Text>
      </Table.Td>
      <Table.Td w={130}>
        <Text size="sm">{common(`role.${invitation.role}`)}</Text>
      </Table.Td>
      <Table.Td w={110}>
        <Badge color={COLORS[state]}>{t(`state.${state}`)}</Badge>
      </Table.Td>
      <Table.Td>
        <Text size="sm" c="dimmed">
          {t('until', { date: formatDate(invitation.expires_at) })}
        </Text>
      </Table.Td>
      <Table.Td w={84}>
        {state !== 'revoked' && (
          <Group gap={4} wrap="nowrap">
            <Tooltip label={t('resend')}>
              <ActionIcon
                aria-label={t('resendTo', { email: invitation.email })}
                loading={resend.isPending}
                onClick={() => resend.mutate(invitation.id)}
              >
                <IconRefresh size={16} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t('revoke')}>
              <ActionIcon
                aria-label={t('revokeOf', { email: invitation.email })}
                loading={revoke.isPending}
                onClick={() => revoke.mutate(invitation.id)}
              >
                <IconX size={16} />
              </ActionIcon>
            </Tooltip>
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
