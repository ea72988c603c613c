import { Alert, Button, Card, Group, NumberInput, Select, Stack, TextInput, Title } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { notify } from '@/components/notify'
import { Page } from '@/components/page'
import { ProblemAlert } from '@/components/problem-alert'
import { usePermissionReason } from '@/components/use-permission-reason'
import { useProblemForm } from '@/components/use-problem-form'
import { useUpdateWorkspace } from '@/features/workspaces/api/change-workspace'
import { useMay, useWorkspace } from '@/features/workspaces/use-workspace'
import { LANGUAGES } from '@/lib/i18n'
import { timeZones } from '@/lib/time-zones'
import { DangerZone } from './danger-zone'

export function SettingsPage() {
  const { t } = useTranslation('workspaces')
  const workspace = useWorkspace()
  return (
    <Page title={t('settings.title')}>
      <Stack gap={32} maw={640}>
        <Card component="section" aria-labelledby="settings-general">
          <Title order={2} id="settings-general" mb="md">
            {t('settings.general')}
          </Title>
          <General key={workspace.version} />
        </Card>
        <DangerZone workspace={workspace} />
      </Stack>
    </Page>
  )
}

function General() {
  const { t } = useTranslation('workspaces')
  const { t: common } = useTranslation()
  const workspace = useWorkspace()
  const reason = usePermissionReason(useMay()('workspace.update'))
  const update = useUpdateWorkspace(workspace.id)
  const zones = useMemo(() => timeZones(workspace.time_zone), [workspace.time_zone])
  const { name, default_currency, locale, time_zone, trash_days, version } = workspace
  const { form, refuse } = useProblemForm({
    initialValues: { name, default_currency, locale, time_zone, trash_days },
  })
  const save = form.onSubmit((values) =>
    update.mutate(
      { ...values, version },
      { onSuccess: () => notify({ message: common('saved') }), onError: refuse },
    ),
  )
  const isReadOnly = reason !== undefined
  return (
    <form onSubmit={save}>
      <Stack>
        {reason && <Alert icon={<IconLock size={18} />}>{t('settings.readOnly', { reason })}</Alert>}
        <ProblemAlert error={update.error} />
        <TextInput
          label={t('settings.name')}
          required
          maxLength={200}
          disabled={isReadOnly}
          {...form.getInputProps('name')}
        />
        <Group grow align="flex-start">
          <TextInput
            label={t('settings.currency')}
            description={t('settings.currencyHint')}
            required
            maxLength={3}
            disabled={isReadOnly}
            {...form.getInputProps('default_currency')}
            onChange={(event) =>
              form.setFieldValue('default_currency', event.currentTarget.value.toUpperCase())
            }
          />
          <NumberInput
            label={t('settings.trashDays')}
            description={t('settings.trashDaysHint')}
            min={1}
            max={3650}
            required
            disabled={isReadOnly}
            {...form.getInputProps('trash_days')}
          />
        </Group>
        <Select
          label={t('settings.timeZone')}
          description={t('settings.timeZoneHint')}
          data={zones}
          searchable
          limit={80}
          disabled={isReadOnly}
          {...form.getInputProps('time_zone')}
        />
        <Select
          label={t('settings.language')}
          data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
          disabled={isReadOnly}
          {...form.getInputProps('locale')}
        />
        {!isReadOnly && (
          <Group>
            <Button type="submit" loading={update.isPending} disabled={!form.isDirty()}>
              {common('save')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}
