import { Group, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '@/lib/api/schema'
import { optionsOf } from '../cells/choice'
import type { CellContext } from '../cells/kind'
import { operatorsOf, PERIODS, type Condition, type ValueForm } from '../model/operators'
import classes from './filter.module.css'

const PAUSE = 350 // milliseconds without a key after which a value counts

interface Props {
  condition: Condition
  columns: readonly Column[]
  people: CellContext['people']
  onChange: (condition: Condition) => void
}

/** Column, operator, value. The value's input is the one of the operator. */
export function FilterCondition({ condition, columns, people, onChange }: Props) {
  const { t } = useTranslation('grid')
  const column = columns.find(({ key }) => key === condition.column)
  const operators = column ? operatorsOf(column) : []
  const form = operators.find(([operator]) => operator === condition.operator)?.[1] ?? 'none'
  const chooseColumn = (key: string | null) => {
    const chosen = columns.find((known) => known.key === key)
    const operator = chosen && operatorsOf(chosen)[0]?.[0]
    if (chosen && operator) onChange({ column: chosen.key, operator })
  }
  const chooseOperator = (name: string | null) => {
    const chosen = operators.find(([operator]) => operator === name)
    if (!chosen) return
    onChange({
      column: condition.column,
      operator: chosen[0],
      ...(chosen[1] === form && { value: condition.value }),
    })
  }
  return (
    <div className={classes.condition}>
      <Select
        size="xs"
        aria-label={t('column')}
        data={columns.map(({ key, name }) => ({ value: key, label: name }))}
        value={condition.column}
        searchable
        comboboxProps={{ withinPortal: false }}
        onChange={chooseColumn}
      />
      <Select
        size="xs"
        aria-label={t('operator')}
        data={operators.map(([value]) => ({ value, label: t(`operators.${value}`) }))}
        value={condition.operator}
        comboboxProps={{ withinPortal: false }}
        onChange={chooseOperator}
      />
      {column && (
        <ValueInput
          key={`${condition.column} ${form}`}
          form={form}
          column={column}
          people={people}
          value={condition.value}
          onChange={(value) => onChange({ ...condition, value })}
        />
      )}
    </div>
  )
}

interface ValueProps {
  form: ValueForm
  column: Column
  people: CellContext['people']
  value: unknown
  onChange: (value: unknown) => void
}

function ValueInput({ form, column, people, value, onChange }: ValueProps) {
  const { t } = useTranslation('grid')
  const shared = { size: 'xs', 'aria-label': t('value') } as const
  const listed = { ...shared, comboboxProps: { withinPortal: false } }
  const options = optionsOf(column).map(({ id, label }) => ({ value: id, label }))
  switch (form) {
    case 'none':
      return null
    case 'boolean':
      return (
        <Select
          {...listed}
          data={[
            { value: 'true', label: t('yes') },
            { value: 'false', label: t('no') },
          ]}
          value={typeof value === 'boolean' ? String(value) : null}
          onChange={(chosen) => onChange(chosen === 'true')}
        />
      )
    case 'option':
      return (
        <Select
          {...listed}
          data={options}
          value={(value as string | undefined) ?? null}
          searchable
          onChange={onChange}
        />
      )
    case 'options':
      return (
        <MultiSelect
          {...listed}
          data={options}
          value={(value as string[] | undefined) ?? []}
          searchable
          onChange={onChange}
        />
      )
    case 'person':
      return (
        <Select
          {...listed}
          data={[
            { value: 'me', label: t('me') },
            ...[...people].map(([id, label]) => ({ value: id, label })),
          ]}
          value={(value as string | undefined) ?? null}
          searchable
          onChange={onChange}
        />
      )
    case 'period':
      return (
        <Select
          {...listed}
          data={PERIODS.map((period) => ({ value: period, label: t(`periods.${period}`) }))}
          value={(value as string | undefined) ?? null}
          onChange={onChange}
        />
      )
    case 'number_pair':
    case 'day_pair':
      return <PairInput isDay={form === 'day_pair'} value={value} onChange={onChange} />
    default:
      return <PlainInput form={form} label={t('value')} value={value} onChange={onChange} />
  }
}

interface PlainProps {
  form: ValueForm
  label: string
  value: unknown
  onChange: (value: unknown) => void
}

/** Text, a number or a day; counts when nobody has typed for a moment. */
function PlainInput({ form, label, value, onChange }: PlainProps) {
  const [typed, setTyped] = useState(value)
  const tell = useDebouncedCallback(onChange, PAUSE)
  const change = (next: unknown) => {
    setTyped(next)
    tell(next)
  }
  if (form === 'number') {
    return (
      <NumberInput
        size="xs"
        aria-label={label}
        hideControls
        value={typeof typed === 'number' ? typed : ''}
        onChange={(next) => change(typeof next === 'number' ? next : undefined)}
      />
    )
  }
  return (
    <TextInput
      size="xs"
      aria-label={label}
      type={form === 'day' ? 'date' : 'text'}
      value={typeof typed === 'string' ? typed : ''}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}

function PairInput({
  isDay,
  value,
  onChange,
}: {
  isDay: boolean
  value: unknown
  onChange: (value: unknown) => void
}) {
  const { t } = useTranslation('grid')
  const [from, to] = Array.isArray(value) ? (value as unknown[]) : []
  const form = isDay ? 'day' : 'number'
  return (
    <Group gap={4} grow wrap="nowrap">
      <PlainInput form={form} label={t('from')} value={from} onChange={(next) => onChange([next, to])} />
      <PlainInput form={form} label={t('to')} value={to} onChange={(next) => onChange([from, next])} />
    </Group>
  )
}
