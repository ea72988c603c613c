import { createLazyRoute } from '@tanstack/react-router'
import { HomePage } from '@/features/home/components/home-page'
import { Shell } from '@/features/shell/components/shell'

export const shell = createLazyRoute('/inside/w/$workspaceId')({ component: Shell })
export const home = createLazyRoute('/inside/w/$workspaceId/')({ component: HomePage })
