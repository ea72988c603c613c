/** Tables as Excel and Google Sheets put them on the clipboard: tabs and line ends, quoted where a cell has some itself. */

/** Cells by row. A line end at the very end is the end of the last row, not a row of its own. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let at = 0
  const endRow = () => {
    rows.push([...row, cell])
    row = []
    cell = ''
  }
  while (at < text.length) {
    const sign = text[at] ?? ''
    if (sign === '"' && cell === '') {
      const end = closingQuote(text, at + 1)
      if (end === -1) {
        cell += sign // a quote that is never closed stands for itself
        at += 1
      } else {
        cell = text.slice(at + 1, end).replaceAll('""', '"')
        at = end + 1
      }
    } else if (sign === '\t') {
      row.push(cell)
      cell = ''
      at += 1
    } else if (sign === '\n' || sign === '\r') {
      endRow()
      at += text.startsWith('\r\n', at) ? 2 : 1
    } else {
      cell += sign
      at += 1
    }
  }
  if (cell !== '' || row.length > 0) endRow()
  return rows
}

/** The quote that ends a cell: what follows it is a tab, a line end or nothing. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 1)) {
    const next = text[at + 1]
    if (next === '"') at += 1
    else return next === undefined || '\t\r\n'.includes(next) ? at : -1
  }
  return -1
}

export function formatTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quoted).join('\t')).join('\n')
}

function quoted(cell: string): string {
  return /["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
