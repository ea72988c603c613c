import classes from './cells.module.css'
import { kindOf, Misfit } from './kind'

const UNKNOWN = '…'

export const person = kindOf<string>({
  show: (id, { people }) => people.get(id) ?? UNKNOWN,
  parse: (typed, { people }) => {
    const wanted = typed.trim().toLowerCase()
    const found = [...people].find(([id, name]) => name.toLowerCase() === wanted || id === wanted)
    if (!found) throw new Misfit('is no member of this workspace')
    return found[0]
  },
  edit: (id) => id,
  editor: 'user',
  render: (id, { people }) => <span className={classes.chip}>{people.get(id) ?? UNKNOWN}</span>,
})
