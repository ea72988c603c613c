import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './app/theme/app.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '@/app/app'
import { startTranslation } from '@/lib/i18n'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

await startTranslation()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
