import { useLocalStorage } from '@mantine/hooks'
import { NO_LAYOUT, type Layout } from './model/columns'

/** How this person has arranged a list in this browser. */
export function useLayout(listId: string) {
  return useLocalStorage<Layout>({
    key: `deedbook-layout-${listId}`,
    defaultValue: NO_LAYOUT,
    getInitialValueInEffect: false,
  })
}
