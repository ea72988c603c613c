const KEY = 'deedbook-session'

/** What outlives a reload. */
export interface KeptSession {
  token: string
  user: string
}

/** The place where a session is kept, the same for all tabs. */
export class Kept {
  #text: string | null = null
  #session: KeptSession | null = null

  read(): KeptSession | null {
    const text = localStorage.getItem(KEY)
    if (text !== this.#text) {
      this.#text = text
      this.#session = text === null ? null : parse(text)
    }
    return this.#session
  }

  write(session: KeptSession): void {
    localStorage.setItem(KEY, JSON.stringify(session))
    this.read()
  }

  clear(): void {
    localStorage.removeItem(KEY)
    this.read()
  }

  /** Calls back when another tab has changed it. */
  onOthers(listener: () => void): void {
    addEventListener('storage', (event) => {
      if (event.key === KEY || event.key === null) listener()
    })
  }
}

function parse(text: string): KeptSession | null {
  try {
    const found = JSON.parse(text) as Partial<KeptSession> | null
    return found && typeof found.token === 'string' && typeof found.user === 'string'
      ? { token: found.token, user: found.user }
      : null
  } catch {
    return null
  }
}
