import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useState } from 'react'
import { openPalette, whenPaletteOpens } from '../palette'

const PaletteDialog = lazy(() =>
  import('./palette-dialog').then(({ PaletteDialog: dialog }) => ({ default: dialog })),
)

/** Ctrl/Cmd-K. The palette itself is loaded when it is opened for the first time. */
export function Palette() {
  const [isWanted, setWanted] = useState(false)
  useHotkeys([['mod+K', openPalette]], [])
  useState(() => whenPaletteOpens(() => setWanted(true)))
  return isWanted ? (
    <Suspense>
      <PaletteDialog />
    </Suspense>
  ) : null
}
