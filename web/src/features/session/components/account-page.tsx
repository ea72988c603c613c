import { Button, Card, Group, Select, Stack, TextInput } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { notify } from '@/components/notify'
import { Page } from '@/components/page'
import { ProblemAlert } from '@/components/problem-alert'
import { useProblemForm } from '@/components/use-problem-form'
import { LANGUAGES } from '@/lib/i18n'
import { timeZones } from '@/lib/time-zones'
import { meQuery } from '../api/get-me'
import { useUpdateMe } from '../api/update-me'

/** One's own profile. */
export function AccountPage() {
  const { t } = useTranslation('session')
  const { t: common } = useTranslation()
  const { data: me } = useSuspenseQuery(meQuery)
  const update = useUpdateMe()
  const zones = useMemo(() => timeZones(me.time_zone), [me.time_zone])
  const { full_name, locale, time_zone } = me
  const { form, refuse } = useProblemForm({ initialValues: { full_name, locale, time_zone } })
  return (
    <Page title={t('account.title')}>
      <Card maw={640}>
        <form
          onSubmit={form.onSubmit((values) =>
            update.mutate(values, {
              onSuccess: () => {
                form.resetDirty(values)
                notify({ message: common('saved') })
              },
              onError: refuse,
            }),
          )}
        >
          <Stack>
            <ProblemAlert error={update.error} />
            <TextInput
              label={t('account.name')}
              autoComplete="name"
              maxLength={200}
              {...form.getInputProps('full_name')}
            />
            <TextInput
              label={t('account.email')}
              description={t('account.emailHint')}
              value={me.email}
              readOnly
            />
            <Select
              label={t('account.timeZone')}
              description={t('account.timeZoneHint')}
              data={zones}
              searchable
              limit={80}
              {...form.getInputProps('time_zone')}
            />
            <Select
              label={t('account.language')}
              data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
              {...form.getInputProps('locale')}
            />
            <Group>
              <Button type="submit" loading={update.isPending} disabled={!form.isDirty()}>
                {common('save')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Card>
    </Page>
  )
}
