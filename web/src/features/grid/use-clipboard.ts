import type { ClipboardEvent } from 'react'
import type { Item } from '@/lib/api/schema'
import { clearBlock, copyBlock, pasteBlock, type BadCell } from './model/blocks'
import type { Change } from './model/changes'
import type { GridColumn } from './model/columns'
import type { Area, Selection } from './model/selection'
import { parseTsv } from './model/tsv'

interface Parts {
  items: readonly Item[]
  columns: readonly GridColumn[]
  area: Area
  itemAt: (row: number) => Item | undefined
  canWrite: boolean
  isEditing: boolean
  select: (selection: Selection) => void
  onWrite: (changes: readonly Change[]) => void
  onBad: (bad: readonly BadCell[]) => void
}

/** Copy, cut and paste of the selected cells, as the events of the browser: no permission is asked for. */
export function useClipboard(parts: Parts) {
  const { items, columns, area, itemAt, canWrite, isEditing, select, onWrite, onBad } = parts
  const copy = (event: ClipboardEvent) => {
    if (isEditing || items.length === 0) return false
    event.preventDefault()
    event.clipboardData.setData('text/plain', copyBlock(area, itemAt, columns))
    return true
  }
  return {
    onCopy: (event: ClipboardEvent) => void copy(event),
    onCut: (event: ClipboardEvent) => {
      if (copy(event) && canWrite) onWrite(clearBlock(area, itemAt, columns))
    },
    onPaste: (event: ClipboardEvent) => {
      if (isEditing || !canWrite || items.length === 0) return
      event.preventDefault()
      const cells = parseTsv(event.clipboardData.getData('text/plain'))
      if (cells.length === 0) return
      const { changes, bad, area: written } = pasteBlock(cells, area, items.length, itemAt, columns)
      onWrite(changes)
      if (bad.length > 0) onBad(bad)
      select({
        anchor: { row: written.top, column: written.left },
        active: { row: written.bottom, column: written.right },
      })
    },
  }
}
