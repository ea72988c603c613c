import { useSyncExternalStore } from 'react'
import { session } from './session'

/** The id of the person who is signed in here, or null. */
export function useUser(): string | null {
  return useSyncExternalStore(session.subscribe, () => session.user)
}
