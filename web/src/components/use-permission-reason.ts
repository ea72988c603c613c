import { useTranslation } from 'react-i18next'
import type { Permission } from '@/lib/permission'

/** Why something is not allowed, in the words of the server's table; undefined where it is. */
export function usePermissionReason(permission: Permission | undefined): string | undefined {
  const { t } = useTranslation()
  if (!permission || permission.isAllowed) return undefined
  return t('needs', { role: t(`role.${permission.needs}`), what: permission.what })
}
