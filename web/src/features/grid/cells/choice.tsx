import type { Column } from '@/lib/api/schema'
import classes from './cells.module.css'
import { kindOf, Misfit } from './kind'

export interface Option {
  id: string
  label: string
  color: string | null
}

/** The options of a column in their order. */
export function optionsOf(column: Pick<Column, 'config'>): Option[] {
  const found = column.config.options
  return Array.isArray(found) ? (found as Option[]) : []
}

const labelOf = (column: Column, id: string) =>
  optionsOf(column).find((option) => option.id === id)?.label ?? id

function idOf(column: Column, label: string): string {
  const wanted = label.trim().toLowerCase()
  const found = optionsOf(column).find(
    (option) => option.label.toLowerCase() === wanted || option.id === wanted,
  )
  if (!found) throw new Misfit('is none of the options')
  return found.id
}

/** An option in its colour; the colour is a dot, so that the text is legible on every ground. */
export function OptionChip({ column, id }: { column: Pick<Column, 'config'>; id: string }) {
  const option = optionsOf(column).find((known) => known.id === id)
  return (
    <span className={classes.chip}>
      <span className={classes.dot} style={{ background: option?.color ?? undefined }} />
      {option?.label ?? id}
    </span>
  )
}

export const select = kindOf<string>({
  show: (id, { column }) => labelOf(column, id),
  parse: (label, { column }) => idOf(column, label),
  edit: (id) => id,
  editor: 'select',
  render: (id, { column }) => <OptionChip column={column} id={id} />,
})

export const multiSelect = kindOf<string[]>({
  show: (ids, { column }) => ids.map((id) => labelOf(column, id)).join(', '),
  parse: (labels, { column }) => [
    ...new Set(
      labels
        .split(/[,;\n]/)
        .filter((label) => label.trim() !== '')
        .map((label) => idOf(column, label)),
    ),
  ],
  edit: (ids) => JSON.stringify(ids),
  editor: 'multi_select',
  render: (ids, { column }) => ids.map((id) => <OptionChip key={id} column={column} id={id} />),
})
