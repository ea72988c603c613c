import { Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './page.module.css'
import { useTitle } from './use-title'

interface Props {
  title: string
  /** What stands before the title, such as the icon of a list. */
  icon?: ReactNode
  /** What can be done with the whole page, at the right. */
  actions?: ReactNode
  /** A grid fills its page up to the edges. */
  isFull?: boolean
  children: ReactNode
}

/** A page inside the shell: a bar with its name and what can be done, and below it the page itself. */
export function Page({ title, icon, actions, isFull = false, children }: Props) {
  useTitle(title)
  return (
    <div className={classes.page}>
      <div className={classes.bar}>
        <Group gap="xs" wrap="nowrap" className={classes.name}>
          {icon}
          <Title order={1} className={classes.title}>
            {title}
          </Title>
        </Group>
        <Group gap="xs" wrap="nowrap">
          {actions}
        </Group>
      </div>
      {isFull ? (
        <div className={classes.full}>{children}</div>
      ) : (
        // It scrolls, so that those without a mouse have to be able to get into it.
        <div className={classes.content} role="group" aria-label={title} tabIndex={0}>
          {children}
        </div>
      )}
    </div>
  )
}
