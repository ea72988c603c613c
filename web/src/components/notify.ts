import { notifications, type NotificationData } from '@mantine/notifications'
import i18next from 'i18next'

/** Shows something for a while, in the corner. */
export function notify(data: NotificationData): void {
  notifications.show({ closeButtonProps: { 'aria-label': i18next.t('close') }, ...data })
}
