import { createLazyRoute } from '@tanstack/react-router'
import { ListPage } from '@/features/grid/components/list-page'

export const list = createLazyRoute('/inside/w/$workspaceId/lists/$listId')({ component: ListPage })
