import { useState } from 'react'
import { EditorBody } from '@/features/grid/components/cell-editor'
import { ColumnIcon } from '@/features/grid/components/column-icon'
import { valueOf, type GridColumn } from '@/features/grid/model/columns'
import type { Item } from '@/lib/api/schema'
import { LinkField } from './link-field'
import classes from './record.module.css'

const HEIGHT = 32

interface Props {
  item: Item
  column: GridColumn
  canWrite: boolean
  onWrite: (value: unknown) => void
}

/** One field: a click shows its editor in its place. */
export function RecordField({ item, column, canWrite, onWrite }: Props) {
  return (
    <div className={classes.field}>
      <dt className={classes.name} title={column.column.description}>
        <ColumnIcon type={column.column.type} />
        {column.name}
      </dt>
      <dd className={classes.value}>
        {column.column.type === 'relation' ? (
          <LinkField item={item} column={column} canWrite={canWrite} />
        ) : (
          <Value item={item} column={column} canWrite={canWrite} onWrite={onWrite} />
        )}
      </dd>
    </div>
  )
}

function Value({ item, column, canWrite, onWrite }: Props) {
  const [isEditing, setEditing] = useState(false)
  const { kind, context } = column
  const value = valueOf(item, column.column)
  const isLong = kind.editor === 'long_text'
  const shown = isLong
    ? kind.copy(value, context)
    : (kind.render?.(value, context) ?? kind.show(value, context))
  if (!canWrite || !column.isEditable) return <div className={classes.show}>{shown}</div>
  if (!isEditing) {
    const act = () => (kind.editor === 'toggle' ? onWrite(value !== true) : setEditing(true))
    return (
      // What is shown may hold links: a button of its own must not be around those.
      <button
        type="button"
        className={classes.show}
        aria-label={`${column.name}: ${kind.show(value, context)}`}
        onClick={act}
      >
        {kind.editor === 'text' && !isLong ? kind.show(value, context) : shown}
      </button>
    )
  }
  return (
    <div className={[classes.editing, isLong && classes.tall].filter(Boolean).join(' ')}>
      <EditorBody
        column={column}
        value={value}
        typed={undefined}
        box={{ top: 0, left: 0, width: 0, height: HEIGHT }}
        onCancel={() => setEditing(false)}
        onCommit={(next) => {
          setEditing(false)
          onWrite(next)
        }}
      />
    </div>
  )
}
