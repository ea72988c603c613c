import type { Column } from '@/lib/api/schema'
import type { Filter } from './query'

/** What stands behind an operator; the forms of docs/query.md that have an input here. */
export type ValueForm =
  | 'none'
  | 'text'
  | 'number'
  | 'number_pair'
  | 'boolean'
  | 'option'
  | 'options'
  | 'day'
  | 'day_pair'
  | 'period'
  | 'person'

export const PERIODS = [
  'today',
  'yesterday',
  'tomorrow',
  'this_week',
  'last_week',
  'next_week',
  'this_month',
  'last_month',
  'next_month',
  'this_quarter',
  'this_year',
  'last_year',
] as const

const EMPTY = { is_empty: 'none', is_not_empty: 'none' } as const
const DAYS = {
  on: 'day',
  not_on: 'day',
  before: 'day',
  after: 'day',
  on_or_before: 'day',
  on_or_after: 'day',
  between: 'day_pair',
  within: 'period',
  ...EMPTY,
} as const
const CONTAINS = { contains: 'text', not_contains: 'text', ...EMPTY } as const

/** Operators of each family with the form of their value, the usual one first. */
const FAMILIES = {
  text: {
    contains: 'text',
    not_contains: 'text',
    equals: 'text',
    not_equals: 'text',
    starts_with: 'text',
    ends_with: 'text',
    ...EMPTY,
  },
  number: {
    equals: 'number',
    not_equals: 'number',
    gt: 'number',
    gte: 'number',
    lt: 'number',
    lte: 'number',
    between: 'number_pair',
    ...EMPTY,
  },
  boolean: { equals: 'boolean', ...EMPTY },
  choice: { equals: 'option', not_equals: 'option', any_of: 'options', none_of: 'options', ...EMPTY },
  choices: { any_of: 'options', all_of: 'options', none_of: 'options', equals: 'options', ...EMPTY },
  date: DAYS,
  datetime: DAYS,
  person: { equals: 'person', not_equals: 'person', ...EMPTY },
  place: CONTAINS,
  json: CONTAINS,
  links: CONTAINS,
  range: { includes: 'number', ...EMPTY },
  point: EMPTY,
} as const satisfies Record<string, Partial<Record<string, ValueForm>>>

type Families = typeof FAMILIES
type KeysOf<Union> = Union extends unknown ? keyof Union : never
export type Operator = KeysOf<Families[keyof Families]>

const FAMILY_OF: Partial<Record<Column['type'], keyof Families>> = {
  text: 'text',
  long_text: 'text',
  email: 'text',
  phone: 'text',
  url: 'text',
  integer: 'number',
  number: 'number',
  currency: 'number',
  percent: 'number',
  rating: 'number',
  duration: 'number',
  auto_number: 'number',
  count: 'number',
  boolean: 'boolean',
  select: 'choice',
  multi_select: 'choices',
  date: 'date',
  datetime: 'datetime',
  created_at: 'datetime',
  updated_at: 'datetime',
  user: 'person',
  created_by: 'person',
  updated_by: 'person',
  address: 'place',
  geo_point: 'point',
  number_range: 'range',
  json: 'json',
  relation: 'links',
}

/** The operators of a column, the usual one first; none for a computed column whose result is not known. */
export function operatorsOf(column: Pick<Column, 'type' | 'result'>): [Operator, ValueForm][] {
  const computed = column.result?.family
  const family =
    FAMILY_OF[column.type] ?? (computed && computed in FAMILIES ? (computed as keyof Families) : null)
  return family ? (Object.entries(FAMILIES[family]) as [Operator, ValueForm][]) : []
}

/** Whether a condition says enough to be sent. */
export function isComplete(form: ValueForm, value: unknown): boolean {
  switch (form) {
    case 'none':
      return true
    case 'number_pair':
    case 'day_pair':
      return Array.isArray(value) && value.length === 2 && value.every((part) => part !== '' && part != null)
    case 'options':
      return Array.isArray(value) && value.length > 0
    default:
      return value !== undefined && value !== null && value !== ''
  }
}

/** A group as the builder holds it: conditions that are not finished yet included. */
export interface Group {
  join: 'and' | 'or'
  parts: (Group | Condition)[]
}

export interface Condition {
  column: string
  operator: Operator
  value?: unknown
}

export const isGroup = (part: Group | Condition): part is Group => 'parts' in part
export const NOTHING: Group = { join: 'and', parts: [] }

/** What is sent: only conditions that are complete and whose column is there; undefined where none is left. */
export function filterOf(group: Group, columns: readonly Column[]): Filter | undefined {
  const parts = group.parts.flatMap((part): Filter[] => {
    if (isGroup(part)) {
      const inner = filterOf(part, columns)
      return inner ? [inner] : []
    }
    const column = columns.find(({ key }) => key === part.column)
    const form = column && operatorsOf(column).find(([operator]) => operator === part.operator)?.[1]
    if (!form || !isComplete(form, part.value)) return []
    return [{ column: part.column, operator: part.operator, ...(form !== 'none' && { value: part.value }) }]
  })
  const [only, ...others] = parts
  if (!only) return undefined
  return others.length === 0 && !('and' in only || 'or' in only) ? only : joined(group.join, parts)
}

const joined = (join: 'and' | 'or', parts: Filter[]): Filter =>
  join === 'and' ? { and: parts } : { or: parts }

/** The builder's form of a filter. What it cannot show (`not`, other operators) is null: it is kept, not edited. */
export function groupOf(filter: Filter | undefined): Group | null {
  if (!filter) return NOTHING
  if ('and' in filter || 'or' in filter) {
    const join = 'and' in filter ? 'and' : 'or'
    const parts = ('and' in filter ? filter.and : filter.or).map(partOf)
    return parts.some((part) => part === null) ? null : { join, parts: parts as Group['parts'] }
  }
  const part = partOf(filter)
  return part && { join: 'and', parts: [part] }
}

function partOf(filter: Filter): Group | Condition | null {
  if ('not' in filter) return null
  if ('and' in filter || 'or' in filter) return groupOf(filter)
  return { column: filter.column, operator: filter.operator as Operator, value: filter.value }
}

/** How many conditions there are, at any depth. */
export function conditionCount(group: Group): number {
  return group.parts.reduce((sum, part) => sum + (isGroup(part) ? conditionCount(part) : 1), 0)
}
