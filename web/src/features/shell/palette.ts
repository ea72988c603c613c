import { createSpotlight } from '@mantine/spotlight'

/** The command palette's own store: it is opened from anywhere, and its parts are loaded when it is. */
export const [paletteStore, palette] = createSpotlight()

export const isMac = /mac|iphone|ipad/i.test(navigator.userAgent)

export function openPalette(): void {
  palette.open()
}
