const OVER = new Set(['done', 'failed', 'cancelled', 'reverted'])

/** Whether nothing more happens to an import by itself. */
export function isOver(status: string): boolean {
  return OVER.has(status)
}

/** What the database says of an import that failed; it may be a sentence of ours or of PostgreSQL. */
export function failureOf(error: Record<string, unknown> | null): string {
  const found = error && ['detail', 'message', 'title'].map((key) => error[key])
  return found?.find((text): text is string => typeof text === 'string' && text !== '') ?? ''
}
