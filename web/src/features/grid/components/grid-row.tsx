import { IconArrowsDiagonal } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item } from '@/lib/api/schema'
import { formatNumber } from '@/lib/format'
import { valueOf, type GridColumn } from '../model/columns'
import classes from './grid.module.css'

/** Columns from `from` to `to` that are highlighted in a row; none when `from` is above `to`. */
interface Span {
  from: number
  to: number
}

export interface RowProps {
  item: Item | undefined
  index: number
  top: number
  width: number
  columns: readonly GridColumn[]
  /** The columns besides the first that are near the screen, and the space before them. */
  firstShown: number
  lastShown: number
  before: number
  active: number
  selectedFrom: number
  selectedTo: number
  fillingFrom: number
  fillingTo: number
  hasHandle: boolean
  onOpen: (itemId: string) => void
}

/** One row. It is drawn again only when something of it changes: scrolling moves it without that. */
export const GridRow = memo(function GridRow(props: RowProps) {
  const { item, index, top, width, columns, firstShown, lastShown, before, active, onOpen } = props
  const { t } = useTranslation('grid')
  const frozen = columns[0]
  const shown = columns.slice(firstShown, lastShown + 1)
  const selected = { from: props.selectedFrom, to: props.selectedTo }
  const filling = { from: props.fillingFrom, to: props.fillingTo }
  const cell = (column: GridColumn, place: number) => (
    <Cell
      key={column.key}
      id={`cell-${index}-${place}`}
      item={item}
      column={column}
      place={place}
      isActive={place === active}
      isSelected={isIn(selected, place)}
      isFilling={isIn(filling, place)}
      hasHandle={props.hasHandle && place === selected.to}
    />
  )
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy={item === undefined || undefined}
      className={classes.row}
      data-row={index}
      data-active={active >= 0 || undefined}
      style={{ transform: `translateY(${top}px)`, width }}
    >
      <div role="rowheader" className={classes.gutter}>
        <span className={classes.number}>{formatNumber(index + 1)}</span>
        {item && (
          <button
            type="button"
            className={classes.open}
            tabIndex={-1}
            aria-label={t('open', { row: index + 1 })}
            onClick={() => onOpen(item.id)}
          >
            <IconArrowsDiagonal size={14} />
          </button>
        )}
      </div>
      {frozen && cell(frozen, 0)}
      <div className={classes.empty} style={{ width: before }} role="presentation" />
      {shown.map((column, offset) => cell(column, firstShown + offset))}
    </div>
  )
})

const isIn = ({ from, to }: Span, place: number) => place >= from && place <= to

interface CellProps {
  id: string
  item: Item | undefined
  column: GridColumn
  place: number
  isActive: boolean
  isSelected: boolean
  isFilling: boolean
  hasHandle: boolean
}

const Cell = memo(function Cell({
  id,
  item,
  column,
  place,
  isActive,
  isSelected,
  isFilling,
  hasHandle,
}: CellProps) {
  const { kind, context, width } = column
  const value = item && valueOf(item, column.column)
  const style = [classes.cell, place === 0 && classes.frozen, kind.isEnd && classes.end]
  return (
    <div
      role="gridcell"
      id={id}
      aria-colindex={place + 2}
      aria-selected={isSelected || isActive}
      aria-readonly={!column.isEditable}
      className={style.filter(Boolean).join(' ')}
      data-column={place}
      data-selected={(isSelected && !isActive) || undefined}
      data-active={isActive || undefined}
      data-filling={isFilling || undefined}
      style={{ width }}
    >
      {item === undefined ? (
        <span className={classes.skeleton} />
      ) : (
        (kind.render?.(value, context) ?? <span className={classes.text}>{kind.show(value, context)}</span>)
      )}
      {hasHandle && <span className={classes.handle} data-handle="" aria-hidden="true" />}
    </div>
  )
})
