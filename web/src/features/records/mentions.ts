/** Mentions: people write `@Ada Lovelace`, the server reads `@[Ada Lovelace](id)`. */

export type Piece = { text: string } | { name: string; id: string }

const STORED = /@\[([^\]]+)\]\(([0-9a-f-]{36})\)/g

/** A stored text in pieces, for showing. */
export function pieces(body: string): Piece[] {
  const found: Piece[] = []
  let from = 0
  for (const match of body.matchAll(STORED)) {
    if (match.index > from) found.push({ text: body.slice(from, match.index) })
    found.push({ name: match[1] ?? '', id: match[2] ?? '' })
    from = match.index + match[0].length
  }
  if (from < body.length) found.push({ text: body.slice(from) })
  return found
}

/** A written text as it is stored: the names of members behind an @ become mentions, the longest name first. */
export function withMentions(text: string, people: ReadonlyMap<string, string>): string {
  const names = [...people].filter(([, name]) => name !== '').toSorted(([, a], [, b]) => b.length - a.length)
  return names.reduce((known, [id, name]) => {
    const pattern = new RegExp(`@${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'giu')
    return known.replace(pattern, `@[${name}](${id})`)
  }, text)
}
