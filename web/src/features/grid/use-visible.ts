import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, type RefObject } from 'react'
import { GUTTER, ROW } from './model/columns'
import type { Place } from './model/selection'

/** Which rows and columns are near the screen, how large everything is, and the way to a cell. */
export function useVisible(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
  columns: readonly { width: number }[],
) {
  // What it returns changes while it stays the same object: nothing here may be memoised by a compiler.
  // eslint-disable-next-line react-hooks/incompatible-library
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
    scrollPaddingStart: ROW,
  })
  // The first column stays where it is; the others come and go.
  const others = useVirtualizer({
    horizontal: true,
    count: Math.max(0, columns.length - 1),
    getScrollElement: () => scroller.current,
    estimateSize: (index) => columns[index + 1]?.width ?? 0,
    overscan: 2,
    scrollPaddingStart: GUTTER + (columns[0]?.width ?? 0),
  })
  const widths = columns.map(({ width }) => width).join()
  useEffect(() => others.measure(), [others, widths])

  const shown = others.getVirtualItems()
  const first = shown[0]
  return {
    rows: rows.getVirtualItems(),
    height: rows.getTotalSize(),
    firstShown: (first?.index ?? 0) + 1,
    lastShown: (shown.at(-1)?.index ?? -1) + 1,
    before: first?.start ?? 0,
    width: GUTTER + columns.reduce((sum, column) => sum + column.width, 0),
    scrollTo: ({ row, column }: Place) => {
      rows.scrollToIndex(row)
      if (column > 0) others.scrollToIndex(column - 1)
    },
  }
}
