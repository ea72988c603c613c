import classes from './cells.module.css'
import { kindOf } from './kind'

export interface LinkedCell {
  count: number
  items: { id: string; title: string | null }[]
}

const UNTITLED = '–'

/** Linked records as chips; the first of them, and how many more there are. Edited by a picker. */
export const links = kindOf<LinkedCell>({
  show: ({ items }) => items.map(({ title }) => title ?? UNTITLED).join(', '),
  editor: 'links',
  render: ({ items, count }) => (
    <>
      {items.map(({ id, title }) => (
        <span key={id} className={classes.chip}>
          {title ?? UNTITLED}
        </span>
      ))}
      {count > items.length && <span className={classes.more}>+{count - items.length}</span>}
    </>
  ),
})
