import { ActionIcon, Button, Group, Popover, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { IconArrowsSort, IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Column, Sort } from '@/lib/api/schema'

const MOST = 5 // columns that the server sorts by

interface Props {
  columns: readonly Column[]
  sort: readonly Sort[]
  onChange: (sort: Sort[]) => void
}

export function SortMenu({ columns, sort, onChange }: Props) {
  const { t } = useTranslation('grid')
  const sortable = columns.filter(({ type }) => type !== 'geo_point' && type !== 'json')
  const unused = sortable.filter(({ key }) => !sort.some(({ column }) => column === key))
  const first = unused[0]
  const put = (place: number, one: Sort) =>
    onChange(sort.map((known, index) => (index === place ? one : known)))
  const choices = (own: string) =>
    sortable
      .filter((column) => column.key === own || unused.includes(column))
      .map(({ key, name }) => ({ value: key, label: name }))
  return (
    <Popover
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
      width="min(25rem, calc(100vw - 1.5rem))"
    >
      <Popover.Target>
        <Button
          size="compact-sm"
          variant={sort.length > 0 ? 'light' : 'subtle'}
          color={sort.length > 0 ? 'pine' : 'gray'}
          leftSection={<IconArrowsSort size={15} />}
        >
          {sort.length > 0 ? t('sortCount', { count: sort.length }) : t('sort')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('sort')}>
        <Stack gap="xs">
          {sort.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('noSort')}
            </Text>
          )}
          {sort.map((one, place) => (
            <Group key={one.column} gap="xs" wrap="nowrap">
              <Select
                size="xs"
                flex={1}
                aria-label={t('column')}
                data={choices(one.column)}
                value={one.column}
                searchable
                comboboxProps={{ withinPortal: false }}
                onChange={(key) => key && put(place, { ...one, column: key })}
              />
              <SegmentedControl
                size="xs"
                value={one.direction ?? 'asc'}
                data={[
                  { value: 'asc', label: t('ascending') },
                  { value: 'desc', label: t('descending') },
                ]}
                onChange={(direction) =>
                  put(place, { ...one, direction: direction === 'desc' ? 'desc' : 'asc' })
                }
              />
              <ActionIcon
                aria-label={t('removeSort')}
                onClick={() => onChange(sort.filter((_, index) => index !== place))}
              >
                <IconX size={15} />
              </ActionIcon>
            </Group>
          ))}
          {first && sort.length < MOST && (
            <Group>
              <Button
                size="compact-sm"
                variant="subtle"
                leftSection={<IconPlus size={14} />}
                onClick={() => onChange([...sort, { column: first.key, direction: 'asc' }])}
              >
                {t('addSort')}
              </Button>
            </Group>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
