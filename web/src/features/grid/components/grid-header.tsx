import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useState, type DragEvent, type PointerEvent } from 'react'
import type { Sort } from '@/lib/api/schema'
import { NARROWEST, WIDEST, type GridColumn } from '../model/columns'
import { ColumnIcon } from './column-icon'
import classes from './grid.module.css'

const STEP = 16 // pixels that one press of an arrow key makes a column wider

interface Props {
  columns: readonly GridColumn[]
  firstShown: number
  lastShown: number
  before: number
  width: number
  sort: readonly Sort[]
  onSort: (key: string) => void
  onResize: (key: string, width: number) => void
  onMove: (key: string, before: string) => void
}

/** The names of the columns: a click sorts, the edge resizes, dragging moves. */
export function GridHeader({ columns, firstShown, lastShown, before, width, ...actions }: Props) {
  const [frozen] = columns
  return (
    <div role="row" aria-rowindex={1} className={classes.head} style={{ width }}>
      <div role="columnheader" className={classes.gutter}>
        #
      </div>
      {frozen && <HeadCell column={frozen} place={0} {...actions} />}
      <div className={classes.empty} style={{ width: before }} role="presentation" />
      {columns.slice(firstShown, lastShown + 1).map((column, offset) => (
        <HeadCell key={column.key} column={column} place={firstShown + offset} {...actions} />
      ))}
    </div>
  )
}

type Actions = Pick<Props, 'sort' | 'onSort' | 'onResize' | 'onMove'>

function HeadCell({
  column,
  place,
  sort,
  onSort,
  onResize,
  onMove,
}: Actions & { column: GridColumn; place: number }) {
  const [isOver, setOver] = useState(false)
  const sorted = sort.find((one) => one.column === column.key)
  const isDown = sorted?.direction === 'desc'
  const drop = (event: DragEvent) => {
    setOver(false)
    onMove(event.dataTransfer.getData('text/plain'), column.key)
  }
  return (
    <div
      role="columnheader"
      aria-colindex={place + 2}
      aria-sort={sorted ? (isDown ? 'descending' : 'ascending') : 'none'}
      className={[classes.cell, classes.headCell, place === 0 && classes.frozen].filter(Boolean).join(' ')}
      style={{ width: column.width }}
      data-over={isOver || undefined}
      draggable
      onDragStart={(event) => event.dataTransfer.setData('text/plain', column.key)}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <button
        type="button"
        className={classes.name}
        title={column.column.description}
        onClick={() => onSort(column.key)}
      >
        <ColumnIcon type={column.column.type} />
        <span className={classes.text}>{column.name}</span>
        {sorted && (isDown ? <IconArrowDown size={13} /> : <IconArrowUp size={13} />)}
      </button>
      <Sizer column={column} onResize={onResize} />
    </div>
  )
}

function Sizer({ column, onResize }: { column: GridColumn; onResize: Actions['onResize'] }) {
  const limited = (width: number) => Math.max(NARROWEST, Math.min(WIDEST, Math.round(width)))
  const start = (event: PointerEvent<HTMLSpanElement>) => {
    event.preventDefault()
    const { currentTarget: handle, clientX, pointerId } = event
    handle.setPointerCapture(pointerId)
    const drag = (moved: globalThis.PointerEvent) =>
      onResize(column.key, limited(column.width + moved.clientX - clientX))
    handle.addEventListener('pointermove', drag)
    handle.addEventListener('pointerup', () => handle.removeEventListener('pointermove', drag), {
      once: true,
    })
  }
  return (
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={column.name}
      aria-valuenow={column.width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      tabIndex={-1}
      className={classes.sizer}
      onPointerDown={start}
      onKeyDown={({ key }) => {
        if (key === 'ArrowLeft') onResize(column.key, limited(column.width - STEP))
        if (key === 'ArrowRight') onResize(column.key, limited(column.width + STEP))
      }}
    />
  )
}
