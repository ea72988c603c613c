import { createLink } from '@tanstack/react-router'
import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import classes from './sidebar.module.css'

interface Own {
  icon: ReactNode
  label: string
  isExact?: boolean
}

const Plain = forwardRef<HTMLAnchorElement, Own & Omit<ComponentPropsWithoutRef<'a'>, keyof Own>>(
  function Plain({ icon, label, isExact: _isExact, ...props }, ref) {
    return (
      <a ref={ref} {...props} className={classes.link}>
        {icon}
        <span className={classes.label}>{label}</span>
      </a>
    )
  },
)
const Link = createLink(Plain)

/** One line of the side; the router marks the one that is open. */
export const SideLink: typeof Link = (props) => (
  <Link activeOptions={{ exact: props.isExact ?? false, includeSearch: false }} {...props} />
)
