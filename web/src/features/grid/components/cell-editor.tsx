import { MultiSelect, Select } from '@mantine/core'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { optionsOf } from '../cells/choice'
import { Misfit, type EditorKind } from '../cells/kind'
import type { GridColumn } from '../model/columns'
import classes from './grid.module.css'

/** Where the focus goes after an edit. */
export type Leave = 'down' | 'right' | 'left' | 'stay'

export interface EditorProps {
  column: GridColumn
  value: unknown
  /** What was typed to begin with, in place of the value. */
  typed: string | undefined
  box: { top: number; left: number; width: number; height: number }
  onCommit: (value: unknown, leave: Leave) => void
  onCancel: () => void
}

const TALL = 150

/** The editor of a cell, over the cell. Enter and Tab keep what is in it, Escape does not. */
export function CellEditor(props: EditorProps) {
  const { column, box } = props
  const isTall = column.kind.editor === 'long_text'
  const isWide = column.kind.editor === 'multi_select' || isTall
  return (
    <div
      role="gridcell"
      className={classes.editor}
      style={{
        top: box.top,
        left: box.left,
        width: isWide ? Math.max(box.width, 260) : Math.max(box.width, 120),
        ...(isTall ? { height: TALL } : { minHeight: box.height }),
      }}
    >
      <EditorBody {...props} />
    </div>
  )
}

/** The editor itself, wherever it stands. */
export function EditorBody(props: EditorProps) {
  switch (props.column.kind.editor) {
    case 'select':
    case 'user':
      return <ChoiceEditor {...props} />
    case 'multi_select':
      return <ChoicesEditor {...props} />
    default:
      return <TextEditor {...props} />
  }
}

const INPUTS: Partial<Record<EditorKind, string>> = { date: 'date', datetime: 'datetime-local' }

function TextEditor({ column, value, typed, box, onCommit, onCancel }: EditorProps) {
  const { t } = useTranslation('grid')
  const { kind, context } = column
  const [text, setText] = useState(typed ?? kind.edit?.(value, context) ?? '')
  const [misfit, setMisfit] = useState<string | null>(null)
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const isOver = useRef(false)
  const isLong = kind.editor === 'long_text'

  useEffect(() => {
    input.current?.focus()
    if (typed === undefined && input.current?.type !== 'datetime-local') input.current?.select()
  }, [typed])

  const commit = (leave: Leave) => {
    if (isOver.current) return
    try {
      const parsed = kind.parse?.(text, context)
      isOver.current = true
      onCommit(parsed, leave)
    } catch (error) {
      if (!(error instanceof Misfit)) throw error
      setMisfit(error.message)
    }
  }
  const leaveBy = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Escape') {
      isOver.current = true
      onCancel()
    } else if (event.key === 'Tab' || (event.key === 'Enter' && !(isLong && event.shiftKey))) {
      event.preventDefault()
      commit(event.key === 'Enter' ? 'down' : event.shiftKey ? 'left' : 'right')
    }
  }
  const shared = {
    ref: input,
    className: classes.input,
    value: text,
    'aria-label': column.name,
    'aria-invalid': misfit !== null,
    onKeyDown: leaveBy,
    onBlur: () => commit('stay'),
  }
  const change = (next: string) => {
    setText(next)
    setMisfit(null)
  }
  return (
    <>
      {isLong ? (
        <textarea {...shared} onChange={(event) => change(event.target.value)} />
      ) : (
        <input
          {...shared}
          type={(kind.editor && INPUTS[kind.editor]) ?? 'text'}
          style={{ height: box.height }}
          onChange={(event) => change(event.target.value)}
        />
      )}
      {misfit && (
        <div role="alert" className={classes.misfit}>
          {t('misfit', { value: text, reason: misfit })}
        </div>
      )}
    </>
  )
}

/** One of the options of a column, or one member. */
function ChoiceEditor({ column, value, typed, onCommit, onCancel }: EditorProps) {
  const { t } = useTranslation('grid')
  const { context, kind } = column
  const data =
    kind.editor === 'user'
      ? [...context.people].map(([id, label]) => ({ value: id, label }))
      : optionsOf(context.column).map(({ id, label }) => ({ value: id, label }))
  const [search, setSearch] = useState(typed ?? '')
  return (
    <Select
      aria-label={column.name}
      data={data}
      value={typeof value === 'string' ? value : null}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      defaultDropdownOpened
      autoFocus
      clearable
      allowDeselect
      variant="unstyled"
      size="sm"
      px="xs"
      nothingFoundMessage={t('noOption')}
      selectFirstOptionOnChange
      maxDropdownHeight={280}
      onChange={(chosen) => onCommit(chosen, 'stay')}
      onBlur={onCancel}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape' || event.key === 'Tab') onCancel()
      }}
    />
  )
}

/** Any number of options; what is chosen is kept when the editor is left. */
function ChoicesEditor({ column, value, onCommit, onCancel }: EditorProps) {
  const { t } = useTranslation('grid')
  const [chosen, setChosen] = useState<string[]>(Array.isArray(value) ? (value as string[]) : [])
  const commit = (leave: Leave) => onCommit(chosen.length > 0 ? chosen : null, leave)
  return (
    <MultiSelect
      aria-label={column.name}
      data={optionsOf(column.context.column).map(({ id, label }) => ({ value: id, label }))}
      value={chosen}
      onChange={setChosen}
      searchable
      defaultDropdownOpened
      autoFocus
      variant="unstyled"
      size="sm"
      px="xs"
      nothingFoundMessage={t('noOption')}
      onBlur={() => commit('stay')}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') onCancel()
        if (event.key === 'Tab') {
          event.preventDefault()
          commit(event.shiftKey ? 'left' : 'right')
        }
      }}
    />
  )
}
