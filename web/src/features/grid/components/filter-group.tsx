import { ActionIcon, Button, Group, Select, Stack, Text } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Column } from '@/lib/api/schema'
import type { CellContext } from '../cells/kind'
import { isGroup, operatorsOf, type Condition, type Group as FilterGroup } from '../model/operators'
import classes from './filter.module.css'
import { FilterCondition } from './filter-condition'

const DEEPEST = 4 // the server takes ten; nobody can read that

interface Props {
  group: FilterGroup
  columns: readonly Column[]
  people: CellContext['people']
  depth: number
  onChange: (group: FilterGroup) => void
}

/** Conditions that are joined by one word, and groups of such within. */
export function FilterGroupEditor({ group, columns, people, depth, onChange }: Props) {
  const { t } = useTranslation('grid')
  const filterable = columns.filter((column) => operatorsOf(column).length > 0)
  const first = filterable[0]
  const fresh = (column: Column): Condition => ({
    column: column.key,
    operator: operatorsOf(column)[0]?.[0] ?? 'is_empty',
  })
  const put = (place: number, part: FilterGroup | Condition) =>
    onChange({ ...group, parts: group.parts.map((known, index) => (index === place ? part : known)) })
  const remove = (place: number) =>
    onChange({ ...group, parts: group.parts.filter((_, index) => index !== place) })
  const add = (part: FilterGroup | Condition) => onChange({ ...group, parts: [...group.parts, part] })
  return (
    <Stack gap="xs" className={depth > 0 ? classes.group : undefined}>
      {group.parts.map((part, place) => (
        // Conditions have no names of their own; their place is what tells them apart.
        <div key={place} className={classes.part}>
          <Joint group={group} place={place} onChange={onChange} />
          {isGroup(part) ? (
            <FilterGroupEditor
              group={part}
              columns={columns}
              people={people}
              depth={depth + 1}
              onChange={(next) => put(place, next)}
            />
          ) : (
            <FilterCondition
              condition={part}
              columns={filterable}
              people={people}
              onChange={(next) => put(place, next)}
            />
          )}
          <ActionIcon
            aria-label={isGroup(part) ? t('removeGroup') : t('removeCondition')}
            onClick={() => remove(place)}
          >
            <IconX size={15} />
          </ActionIcon>
        </div>
      ))}
      {first && (
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => add(fresh(first))}
          >
            {t('addCondition')}
          </Button>
          {depth < DEEPEST - 1 && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              leftSection={<IconPlus size={14} />}
              onClick={() => add({ join: group.join === 'and' ? 'or' : 'and', parts: [fresh(first)] })}
            >
              {t('addGroup')}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  )
}

/** “Where” before the first part, the choice of the word before the second, and the word before the others. */
function Joint({ group, place, onChange }: Pick<Props, 'group' | 'onChange'> & { place: number }) {
  const { t } = useTranslation('grid')
  if (place !== 1) {
    return (
      <Text size="sm" c="dimmed" className={classes.joint}>
        {place === 0 ? t('where') : t(group.join)}
      </Text>
    )
  }
  return (
    <Select
      className={classes.joint}
      size="xs"
      aria-label={t('join')}
      data={(['and', 'or'] as const).map((value) => ({ value, label: t(value) }))}
      value={group.join}
      comboboxProps={{ withinPortal: false }}
      onChange={(value) => onChange({ ...group, join: value === 'or' ? 'or' : 'and' })}
    />
  )
}
