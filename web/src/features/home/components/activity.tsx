import { Avatar, Skeleton, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '@/components/problem-alert'
import type { NamedAuditEvent } from '@/lib/api/schema'
import { formatAgo, formatDate } from '@/lib/format'
import { activityQuery } from '../api/find-activity'
import { summarise } from '../summarise'
import classes from './home.module.css'

const SYSTEM = '·'

/** Who changed what last, for those who may read the audit log. */
export function Activity({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation('workspaces')
  const { data, error, isPending } = useQuery(activityQuery(workspaceId))
  return (
    <section aria-labelledby="home-activity">
      <Title order={2} id="home-activity" mb="sm">
        {t('home.activity')}
      </Title>
      <ProblemAlert error={error} />
      {isPending && <Skeleton h={210} radius="lg" />}
      {data?.events.length === 0 && <Text c="dimmed">{t('home.activityNone')}</Text>}
      {data && data.events.length > 0 && (
        <ul className={classes.events}>
          {summarise(data.events).map((event) => (
            <Line key={event.id} event={event} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Line({ event }: { event: NamedAuditEvent }) {
  const { t } = useTranslation('workspaces')
  const name = event.actor_name || event.actor_email || t('home.system')
  const thing = t(`home.things.${event.table_name}`, {
    count: event.row_count,
    defaultValue: event.table_name,
  })
  return (
    <li className={classes.event}>
      <Avatar size={22} radius="xl" color="gray" name={event.actor_name ?? SYSTEM} alt="" />
      <span className={classes.what}>
        <Text span fw={550} size="sm">
          {name}
        </Text>{' '}
        {t(`home.actions.${event.action}`, { thing, defaultValue: `${event.action}: ${thing}` })}
      </span>
      <Text
        span
        size="xs"
        c="dimmed"
        title={formatDate(event.occurred_at, { dateStyle: 'medium', timeStyle: 'short' })}
      >
        {formatAgo(event.occurred_at)}
      </Text>
    </li>
  )
}
