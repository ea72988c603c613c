import { createSpotlight } from '@mantine/spotlight'

/** The command palette's own store: it is opened from anywhere, and drawn where the shell has it. */
export const [paletteStore, palette] = createSpotlight()

export const isMac = /mac|iphone|ipad/i.test(navigator.userAgent)

let tell: (() => void) | null = null

export function openPalette(): void {
  tell?.()
  palette.open()
}

/** Calls back before the palette opens, so that its parts can be loaded. */
export function whenPaletteOpens(listener: () => void): void {
  tell = listener
}
