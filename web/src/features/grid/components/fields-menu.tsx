import { Button, Popover, ScrollArea, Stack, Switch } from '@mantine/core'
import { IconEyeOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Column } from '@/lib/api/schema'

interface Props {
  columns: readonly Column[]
  hidden: readonly string[]
  onChange: (hidden: string[]) => void
}

/** Which columns are shown. The first one stays: it is what a row is called. */
export function FieldsMenu({ columns, hidden, onChange }: Props) {
  const { t } = useTranslation('grid')
  return (
    <Popover position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant={hidden.length > 0 ? 'light' : 'subtle'}
          color={hidden.length > 0 ? 'pine' : 'gray'}
          leftSection={<IconEyeOff size={15} />}
        >
          {hidden.length > 0 ? t('hiddenCount', { count: hidden.length }) : t('fields')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('fields')} p={0}>
        <ScrollArea.Autosize mah={360} p="sm">
          <Stack gap={8}>
            {columns.map(({ key, name }, place) => (
              <Switch
                key={key}
                size="xs"
                label={name}
                checked={!hidden.includes(key)}
                disabled={place === 0}
                onChange={(event) =>
                  onChange(
                    event.currentTarget.checked ? hidden.filter((one) => one !== key) : [...hidden, key],
                  )
                }
              />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  )
}
