import { IconCheck } from '@tabler/icons-react'
import classes from './cells.module.css'
import { kindOf, Misfit } from './kind'

const YES = new Set(['true', 'yes', 'y', 't', '1', 'x', '✓', 'ja', 'wahr'])
const NO = new Set(['false', 'no', 'n', 'f', '0', 'nein', 'falsch'])

export const boolean = kindOf<boolean>({
  show: (value) => (value ? '✓' : ''),
  copy: (value) => (value ? 'TRUE' : 'FALSE'),
  parse: (typed) => {
    const found = typed.trim().toLowerCase()
    if (YES.has(found)) return true
    if (NO.has(found)) return false
    throw new Misfit('is neither yes nor no')
  },
  editor: 'toggle',
  render: (value) => (
    <span
      className={classes.check}
      data-checked={value || undefined}
      role="img"
      aria-label={value ? '✓' : '✗'}
    >
      {value && <IconCheck size={12} stroke={3} aria-hidden="true" />}
    </span>
  ),
})
