import { Button, Group, Popover, Stack, Text } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '@/lib/api/schema'
import type { CellContext } from '../cells/kind'
import { conditionCount, filterOf, groupOf, NOTHING, type Group as FilterGroup } from '../model/operators'
import type { Filter } from '../model/query'
import { FilterGroupEditor } from './filter-group'

interface Props {
  columns: readonly Column[]
  people: CellContext['people']
  filter: Filter | undefined
  onChange: (filter: Filter | undefined) => void
}

/** The filter of a list: conditions in groups of “and” and “or”. What is finished counts at once. */
export function FilterMenu({ columns, people, filter, onChange }: Props) {
  const { t } = useTranslation('grid')
  const [group, setGroup] = useState<FilterGroup>(() => groupOf(filter) ?? NOTHING)
  const [shownFor, setShownFor] = useState(filter)
  // The address has another filter: a view, the button of the browser, or “clear”.
  if (filter !== shownFor && JSON.stringify(filter) !== JSON.stringify(filterOf(group, columns))) {
    setShownFor(filter)
    setGroup(groupOf(filter) ?? NOTHING)
  }
  const change = (next: FilterGroup) => {
    setGroup(next)
    const made = filterOf(next, columns)
    if (JSON.stringify(made) !== JSON.stringify(filter)) onChange(made)
  }
  const count = filter ? conditionCount(groupOf(filter) ?? NOTHING) : 0
  return (
    <Popover
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
      width="min(38rem, calc(100vw - 1.5rem))"
    >
      <Popover.Target>
        <Button
          size="compact-sm"
          variant={count > 0 ? 'light' : 'subtle'}
          color={count > 0 ? 'pine' : 'gray'}
          leftSection={<IconFilter size={15} />}
        >
          {count > 0 ? t('filterCount', { count }) : t('filter')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('filter')}>
        <Stack gap="sm">
          {group.parts.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('noConditions')}
            </Text>
          )}
          <FilterGroupEditor group={group} columns={columns} people={people} depth={0} onChange={change} />
          {group.parts.length > 0 && (
            <Group>
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => change(NOTHING)}>
                {t('clearFilter')}
              </Button>
            </Group>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
