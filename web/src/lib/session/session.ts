import { problemOf, Problem } from '@/lib/api/problem'
import type { SignIn } from '@/lib/api/schema'
import { Kept } from './kept'

const EARLY = 30_000 // milliseconds before its end at which an access token is not sent any more

/**
 * Who is signed in here. The access token is in memory only; the refresh token is kept, so that a reload stays
 * signed in. Using a refresh token twice ends the session, therefore one request at a time trades it: one in
 * this tab, and by a lock of the browser one among all tabs.
 */
export class Session {
  readonly #kept: Kept
  readonly #listeners = new Set<() => void>()
  #access: { token: string; until: number } | null = null
  #user: string | null // whom the listeners know of
  #refreshing: Promise<string | null> | null = null

  constructor(kept = new Kept()) {
    this.#kept = kept
    this.#user = this.user
    kept.onOthers(() => {
      // Another tab signed out, or signed in as somebody else: what this tab holds is not theirs.
      if (this.user === this.#user) return
      this.#access = null
      this.#tell()
    })
  }

  /** The id of the person, or null. Stable between changes, for useSyncExternalStore. */
  get user(): string | null {
    return this.#kept.read()?.user ?? null
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes the answer of sign-in, registration or refresh. */
  begin(answer: SignIn): void {
    this.#access = { token: answer.access_token, until: Date.now() + answer.expires_in * 1000 - EARLY }
    this.#kept.write({ token: answer.refresh_token, user: answer.user.id })
    if (this.#user !== answer.user.id) this.#tell()
  }

  /** Forgets everything here, and has the server end the session; without a network it ends by itself. */
  async end(): Promise<void> {
    const token = this.#kept.read()?.token
    this.#forget()
    if (token) await post('logout', token).catch(() => undefined)
  }

  /** A token that is good for a while, or null for somebody who is not signed in. */
  async accessToken(): Promise<string | null> {
    if (this.#access && this.#access.until > Date.now()) return this.#access.token
    return this.user ? this.refresh() : null
  }

  /** Trades the refresh token; all who ask meanwhile get the same answer. Null when the session is over. */
  refresh(): Promise<string | null> {
    this.#refreshing ??= locked(() => this.#trade()).finally(() => {
      this.#refreshing = null
    })
    return this.#refreshing
  }

  async #trade(): Promise<string | null> {
    const kept = this.#kept.read() // read inside the lock: another tab may have traded it meanwhile
    if (!kept) return null
    const response = await post('refresh', kept.token)
    if (response.status === 401) {
      this.#forget()
      return null
    }
    if (!response.ok) throw await problemOf(response)
    const answer = (await response.json()) as SignIn
    this.begin(answer)
    return answer.access_token
  }

  #forget(): void {
    this.#access = null
    this.#kept.clear()
    this.#tell()
  }

  #tell(): void {
    this.#user = this.user
    for (const listener of this.#listeners) listener()
  }
}

async function post(route: 'refresh' | 'logout', refreshToken: string): Promise<Response> {
  try {
    return await fetch(`/api/v1/auth/${route}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ refresh_token: refreshToken }),
    })
  } catch {
    throw new Problem({ type: 'offline', title: 'Deedbook cannot be reached' })
  }
}

/** One tab at a time. Pages without a secure context have no locks: there, each tab is on its own. */
async function locked<T>(work: () => Promise<T>): Promise<T> {
  const locks = navigator.locks as LockManager | null | undefined
  return locks ? await locks.request('deedbook-session', work) : work()
}

export const session = new Session()
