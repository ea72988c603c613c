import { Anchor, Button, type AnchorProps, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import { forwardRef, type ComponentPropsWithoutRef } from 'react'

type Plain<Props> = Omit<ComponentPropsWithoutRef<'a'>, keyof Props> & Props

const PlainAnchor = forwardRef<HTMLAnchorElement, Plain<AnchorProps>>(function PlainAnchor(props, ref) {
  return <Anchor ref={ref} {...props} />
})
const PlainButton = forwardRef<HTMLAnchorElement, Plain<ButtonProps>>(function PlainButton(props, ref) {
  return <Button component="a" ref={ref} {...props} />
})

/** Mantine's links that know the addresses of the router. */
export const TextLink = createLink(PlainAnchor)
export const ButtonLink = createLink(PlainButton)
