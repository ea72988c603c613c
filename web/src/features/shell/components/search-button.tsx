import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isMac, openPalette } from '../palette'
import classes from './sidebar.module.css'

export function SearchButton() {
  const { t } = useTranslation('shell')
  return (
    <button type="button" className={classes.link} onClick={openPalette} aria-keyshortcuts="Control+K Meta+K">
      <IconSearch size={16} />
      <span className={classes.label}>{t('search')}</span>
      <kbd className={classes.key}>{isMac ? '⌘K' : 'Ctrl K'}</kbd>
    </button>
  )
}
