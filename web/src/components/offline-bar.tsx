import { useNetwork } from '@mantine/hooks'
import { IconCloudOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './offline-bar.module.css'

/** Says that there is no connection, for as long as that is so. */
export function OfflineBar() {
  const { t } = useTranslation()
  const { online } = useNetwork()
  return (
    <div role="status">
      {!online && (
        <div className={classes.bar}>
          <IconCloudOff size={16} aria-hidden="true" />
          {t('offline')}
        </div>
      )}
    </div>
  )
}
