import classes from './cells.module.css'
import { kindOf, Misfit } from './kind'

const MOST = 5

export const rating = kindOf<number>({
  show: (value) => String(value),
  parse: (typed, { column }) => {
    const found = Number(typed)
    const most = typeof column.config.max === 'number' ? column.config.max : MOST
    if (!Number.isInteger(found) || found < 1 || found > most)
      throw new Misfit(`is no whole number from 1 to ${most}`)
    return found
  },
  editor: 'text',
  render: (value) => (
    <span className={classes.stars} role="img" aria-label={String(value)}>
      {'★'.repeat(value)}
    </span>
  ),
})
