import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { setNonce } from 'get-nonce'
import { useEffect, useState } from 'react'
import { makeQueryClient } from '@/lib/query-client'
import { session } from '@/lib/session/session'
import { notifyProblem } from './notify-problem'
import { makeRouter } from './router'
import { theme } from './theme/theme'

// The same key as public/color-scheme.js reads before the first paint.
const colorSchemes = localStorageColorSchemeManager({ key: 'deedbook-color-scheme' })
// Styles that Mantine adds at run time need it; a reload has another one.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
setNonce(nonce) // for the styles that keep the page from scrolling behind a dialog

export function App() {
  const [queries] = useState(() => makeQueryClient(notifyProblem))
  const [router] = useState(() => makeRouter(queries))
  useEffect(
    () =>
      session.subscribe(() => {
        queries.clear() // nothing of one person is shown to the next
        void router.invalidate()
      }),
    [queries, router],
  )
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemes}
      getStyleNonce={() => nonce}
    >
      <Notifications position="bottom-right" limit={3} />
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  )
}
