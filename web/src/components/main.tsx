import { createContext, use, type ComponentPropsWithoutRef } from 'react'

const Inside = createContext(false)

/** The main part of a page. A page has one: what is inside another is only a part of it. */
export function Main(props: ComponentPropsWithoutRef<'main'>) {
  const isInside = use(Inside)
  return <Inside value>{isInside ? <div {...props} /> : <main {...props} />}</Inside>
}
