import { useState, type MouseEvent, type PointerEvent } from 'react'
import type { Item } from '@/lib/api/schema'
import { fillBlock } from './model/blocks'
import type { Change } from './model/changes'
import type { GridColumn } from './model/columns'
import { at, type Area, type Place, type Selection } from './model/selection'

interface Parts {
  columns: readonly GridColumn[]
  itemAt: (row: number) => Item | undefined
  canWrite: boolean
  selection: Selection
  area: Area
  select: (selection: Selection) => void
  setChosen: (selection: Selection) => void
  edit: (typed?: string, place?: Place) => void
  onWrite: (changes: readonly Change[]) => void
}

/** Pressing selects, dragging selects a block, the handle fills, a double click edits. */
export function usePointer({
  columns,
  itemAt,
  canWrite,
  selection,
  area,
  select,
  setChosen,
  edit,
  onWrite,
}: Parts) {
  const [drag, setDrag] = useState<'select' | 'fill' | null>(null)
  const [filling, setFilling] = useState<Area | null>(null)

  const down = (event: PointerEvent) => {
    const place = placeOf(event.target)
    if (!place || event.button !== 0) return
    if (event.target instanceof HTMLElement && event.target.dataset.handle !== undefined) {
      setDrag('fill')
      setFilling(area)
      return
    }
    const isSame = place.row === selection.active.row && place.column === selection.active.column
    if (event.shiftKey) select({ anchor: selection.anchor, active: place })
    else setChosen(at(place.row, place.column))
    if (isSame && columns[place.column]?.kind.editor === 'toggle') edit(undefined, place)
    if (event.pointerType === 'mouse') setDrag('select')
  }
  const over = (event: PointerEvent) => {
    if (drag === null) return
    const place = placeOf(event.target)
    if (!place) return
    if (drag === 'select') setChosen({ anchor: selection.anchor, active: place })
    else setFilling({ ...area, top: Math.min(area.top, place.row), bottom: Math.max(area.bottom, place.row) })
  }
  const up = () => {
    if (drag === 'fill' && filling) {
      const rest = filling.top < area.top ? { ...filling, bottom: area.bottom } : filling
      if (canWrite && (rest.top < area.top || rest.bottom > area.bottom)) {
        onWrite(fillBlock(area, rest, itemAt, columns))
        select({
          anchor: { row: rest.top, column: area.left },
          active: { row: rest.bottom, column: area.right },
        })
      }
    }
    setDrag(null)
    setFilling(null)
  }
  return {
    filling,
    handlers: {
      onPointerDown: down,
      onPointerOver: over,
      onPointerUp: up,
      onDoubleClick: (event: MouseEvent) => {
        const place = placeOf(event.target)
        if (place && columns[place.column]?.kind.editor !== 'toggle') edit(undefined, place)
      },
    },
  }
}

/** The cell that something is in. */
function placeOf(target: EventTarget): Place | null {
  if (!(target instanceof Element)) return null
  const cell = target.closest<HTMLElement>('[data-column]')
  const row = cell?.closest<HTMLElement>('[data-row]')
  return cell && row ? { row: Number(row.dataset.row), column: Number(cell.dataset.column) } : null
}
