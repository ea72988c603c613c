import { createLazyRoute } from '@tanstack/react-router'
import { StartPage } from '@/features/start/components/start-page'

export const start = createLazyRoute('/inside/w/$workspaceId/start')({ component: StartPage })
