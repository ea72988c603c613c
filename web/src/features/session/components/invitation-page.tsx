import { Button, Card, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '@/components/link'
import { ProblemAlert } from '@/components/problem-alert'
import type { InvitationPreview } from '@/lib/api/schema'
import { formatDate } from '@/lib/format'
import { session } from '@/lib/session/session'
import { useUser } from '@/lib/session/use-user'
import { meQuery } from '../api/get-me'
import { invitationQuery, useAcceptInvitation } from '../api/invitation'
import { AuthFrame } from './auth-frame'

interface Props {
  token: string
  onAccepted: (workspaceId: string) => void
}

export function InvitationPage({ token, onAccepted }: Props) {
  const { t } = useTranslation('session')
  const user = useUser()
  const invitation = useQuery(invitationQuery(token))
  return (
    <AuthFrame title={t('invitation.title')}>
      <ProblemAlert error={invitation.error} />
      {invitation.isPending && <Skeleton h={118} radius="lg" />}
      {invitation.data && (
        <Stack>
          <Offer invitation={invitation.data} />
          {user ? (
            <Accept token={token} invited={invitation.data.email} onAccepted={onAccepted} />
          ) : (
            <SignInFirst next={`/invite/${token}`} />
          )}
        </Stack>
      )}
      {invitation.isError && <ButtonLink to="/">{t('verify.onward')}</ButtonLink>}
    </AuthFrame>
  )
}

function Offer({ invitation }: { invitation: InvitationPreview }) {
  const { t } = useTranslation('session')
  const { t: common } = useTranslation()
  return (
    <Card>
      <Text fw={600} size="lg">
        {invitation.workspace}
      </Text>
      <Text mt={4}>
        {t('invitation.text', {
          inviter: invitation.inviter ?? t('invitation.somebody'),
          role: common(`role.${invitation.role}`),
        })}
      </Text>
      <Text size="xs" c="dimmed" mt={8}>
        {t('invitation.for', { email: invitation.email, date: formatDate(invitation.expires_at) })}
      </Text>
    </Card>
  )
}

function SignInFirst({ next }: { next: string }) {
  const { t } = useTranslation('session')
  return (
    <Stack gap="xs">
      <ButtonLink to="/register" search={{ next }}>
        {t('register.action')}
      </ButtonLink>
      <ButtonLink to="/sign-in" search={{ next }} variant="default">
        {t('invitation.haveAccount')}
      </ButtonLink>
    </Stack>
  )
}

function Accept({ token, invited, onAccepted }: Props & { invited: string }) {
  const { t } = useTranslation('session')
  const me = useQuery(meQuery)
  const accept = useAcceptInvitation()
  const isSomebodyElse = me.data && me.data.email.toLowerCase() !== invited.toLowerCase()
  if (isSomebodyElse) {
    return (
      <Stack gap="xs">
        <Text size="sm">{t('invitation.other', { email: me.data.email })}</Text>
        <Button variant="default" onClick={() => void session.end()}>
          {t('invitation.switch')}
        </Button>
      </Stack>
    )
  }
  return (
    <Stack>
      <ProblemAlert error={accept.error} />
      <Group grow>
        <Button
          loading={accept.isPending || me.isPending}
          onClick={() => accept.mutate(token, { onSuccess: (workspace) => onAccepted(workspace.id) })}
        >
          {t('invitation.accept')}
        </Button>
      </Group>
    </Stack>
  )
}
