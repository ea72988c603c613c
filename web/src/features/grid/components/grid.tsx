import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item, Sort } from '@/lib/api/schema'
import { onGridKey } from '../on-grid-key'
import type { BadCell } from '../model/blocks'
import { clearBlock } from '../model/blocks'
import type { Change } from '../model/changes'
import { boxOf, ROW, valueOf, type GridColumn } from '../model/columns'
import { areaOf, at, clamp, type Area, type Place, type Selection } from '../model/selection'
import { useClipboard } from '../use-clipboard'
import { usePointer } from '../use-pointer'
import { useVisible } from '../use-visible'
import { CellEditor, type Leave } from './cell-editor'
import { GridHeader } from './grid-header'
import { GridRow } from './grid-row'
import classes from './grid.module.css'

const AHEAD = 300 // rows before the end of what has come at which the next page is asked for
const PENDING = 30 // rows shown as coming while there is more

export interface GridProps {
  label: string
  items: readonly Item[]
  columns: readonly GridColumn[]
  hasMore: boolean
  canWrite: boolean
  sort: readonly Sort[]
  onMore: () => void
  onWrite: (changes: readonly Change[]) => void
  onBad: (bad: readonly BadCell[]) => void
  onOpen: (itemId: string) => void
  onSort: (key: string) => void
  onResize: (key: string, width: number) => void
  onMove: (key: string, before: string) => void
  empty: ReactNode
}

interface Editing extends Place {
  typed: string | undefined
}

const NONE: Area = { top: 0, bottom: -1, left: 0, right: -1 }

/**
 * The spreadsheet. Rows and columns near the screen are drawn, the others are space; the first column stays. It knows
 * nothing of requests: rows come in, changes go out.
 */
export function Grid(props: GridProps) {
  const { items, columns, hasMore, canWrite, onMore, onWrite, onOpen } = props
  const { t } = useTranslation('grid')
  const scroller = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState<Selection>(at(0, 0))
  const [editing, setEditing] = useState<Editing | null>(null)
  const count = items.length + (hasMore ? PENDING : 0)

  const visible = useVisible(scroller, count, columns)

  const bounds = { rows: items.length, columns: columns.length, page: 1 }
  const selection = { anchor: clamp(chosen.anchor, bounds), active: clamp(chosen.active, bounds) }
  const area = items.length > 0 ? areaOf(selection) : NONE
  const itemAt = useCallback((row: number) => items[row], [items])

  const lastRow = visible.rows.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && lastRow > items.length - AHEAD) onMore()
  }, [hasMore, lastRow, items.length, onMore])

  const select = (next: Selection) => {
    setChosen(next)
    visible.scrollTo(next.active)
  }
  const edit = (typed?: string, place = selection.active) => {
    const [column, item] = [columns[place.column], items[place.row]]
    if (!canWrite || !column?.isEditable || !item) return
    if (column.kind.editor === 'toggle') {
      const isOn = valueOf(item, column.column) === true
      onWrite([{ id: item.id, version: item.version, values: { [column.key]: !isOn } }])
      return
    }
    setEditing({ ...place, typed })
  }
  const stop = (leave: Leave) => {
    setEditing(null)
    const { row, column } = selection.active
    const next = {
      down: [row + 1, column],
      right: [row, column + 1],
      left: [row, column - 1],
      stay: [row, column],
    }
    const [nextRow, nextColumn] = next[leave] as [number, number]
    select(at(...ends(clamp({ row: nextRow, column: nextColumn }, bounds))))
    scroller.current?.focus({ preventScroll: true })
  }
  const clipboard = useClipboard({ ...props, area, itemAt, select, isEditing: editing !== null })
  const pointer = usePointer({ columns, itemAt, canWrite, selection, area, select, edit, onWrite, setChosen })

  const { firstShown, lastShown, before, width } = visible
  const box = useMemo(() => editing && boxOf(editing, columns), [editing, columns])
  const editedItem = editing ? items[editing.row] : undefined
  const editedColumn = editing ? columns[editing.column] : undefined

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={hasMore ? -1 : items.length + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable="true"
      aria-readonly={!canWrite}
      aria-activedescendant={
        items.length > 0 ? `cell-${selection.active.row}-${selection.active.column}` : undefined
      }
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget) return
        onGridKey(event, {
          selection,
          bounds: { ...bounds, page: pageOf(event.currentTarget) },
          select,
          edit,
          clear: () => canWrite && onWrite(clearBlock(area, itemAt, columns)),
          open: () => {
            const item = items[selection.active.row]
            if (item) onOpen(item.id)
          },
        })
      }}
      {...clipboard}
      {...pointer.handlers}
    >
      <GridHeader
        columns={columns}
        firstShown={firstShown}
        lastShown={lastShown}
        before={before}
        width={width}
        sort={props.sort}
        onSort={props.onSort}
        onResize={props.onResize}
        onMove={props.onMove}
      />
      <div
        role="rowgroup"
        aria-label={t('rows')}
        className={classes.body}
        style={{ height: count === 0 ? undefined : visible.height, width }}
      >
        {visible.rows.map(({ index, start }) => {
          const isSelected = index >= area.top && index <= area.bottom
          const isFilling =
            pointer.filling !== null && index >= pointer.filling.top && index <= pointer.filling.bottom
          return (
            <GridRow
              key={items[index]?.id ?? index}
              item={items[index]}
              index={index}
              top={start}
              width={width}
              columns={columns}
              firstShown={firstShown}
              lastShown={lastShown}
              before={before}
              active={index === selection.active.row && items.length > 0 ? selection.active.column : -1}
              selectedFrom={isSelected ? area.left : 0}
              selectedTo={isSelected ? area.right : -1}
              fillingFrom={isFilling ? area.left : 0}
              fillingTo={isFilling ? area.right : -1}
              hasHandle={canWrite && index === area.bottom && editing === null}
              onOpen={onOpen}
            />
          )
        })}
        {count === 0 && (
          <div role="row">
            <div role="gridcell" className={classes.nothing}>
              {props.empty}
            </div>
          </div>
        )}
        {editing && editedItem && editedColumn && box && (
          <div role="row">
            <CellEditor
              column={editedColumn}
              value={valueOf(editedItem, editedColumn.column)}
              typed={editing.typed}
              box={box}
              onCancel={() => stop('stay')}
              onCommit={(value, leave) => {
                onWrite([
                  { id: editedItem.id, version: editedItem.version, values: { [editedColumn.key]: value } },
                ])
                stop(leave)
              }}
            />
          </div>
        )}
      </div>
    </div>
  )
}

const ends = ({ row, column }: Place): [number, number] => [row, column]
const pageOf = (element: HTMLElement | null) =>
  Math.max(1, Math.floor((element?.clientHeight ?? ROW) / ROW) - 2)
