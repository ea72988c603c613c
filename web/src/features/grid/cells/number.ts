import { decimalSigns, formatNumber } from '@/lib/format'
import { kindOf, Misfit } from './kind'

/** A number as somebody typed or pasted it: their own signs, spaces, currency signs; both of 1,5 and 1.5. */
export function readNumber(typed: string): number {
  const { decimal, group } = decimalSigns()
  let text = typed
    .trim()
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace(/^[-+]?[$€£¥]|[$€£¥]$/gu, (sign) => sign.replace(/[$€£¥]/u, ''))
  if (group !== '' && decimal !== '.') text = text.replaceAll(group, '').replace(decimal, '.')
  else
    text = text.replaceAll(',', (sign, place: number) => (isGroup(text, place) ? '' : sign)).replace(',', '.')
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,2})?$/i.test(text)) throw new Misfit('is not a number')
  return Number(text)
}

/** A comma with exactly three digits behind it, and no decimal point before it, groups. */
function isGroup(text: string, place: number): boolean {
  return /^\d{3}(?!\d)/.test(text.slice(place + 1)) && !text.slice(0, place).includes('.')
}

const plain = (value: number) => String(value)

export const number = kindOf<number>({
  show: (value) => formatNumber(value, { maximumFractionDigits: 10 }),
  copy: plain,
  parse: readNumber,
  editor: 'text',
  isEnd: true,
})

export const integer = kindOf<number>({
  show: (value) => formatNumber(value, { useGrouping: 'min2' }), // 1905 is a year
  copy: plain,
  parse: (typed) => {
    const found = readNumber(typed)
    if (!Number.isInteger(found)) throw new Misfit('is not a whole number')
    return found
  },
  editor: 'text',
  isEnd: true,
})

export const currency = kindOf<number>({
  show: (value, { column }) => {
    const code = column.config.currency
    return typeof code === 'string'
      ? formatNumber(value, {
          style: 'currency',
          currency: code,
          minimumFractionDigits: Number.isInteger(value) ? 0 : 2,
          maximumFractionDigits: 4,
        })
      : formatNumber(value, { maximumFractionDigits: 4 })
  },
  copy: plain,
  parse: readNumber,
  editor: 'text',
  isEnd: true,
})

export const percent = kindOf<number>({
  show: (value) => formatNumber(value, { style: 'percent', maximumFractionDigits: 4 }),
  copy: (value) => `${Number((value * 100).toPrecision(12))}%`,
  parse: (typed) => Number((readNumber(typed.replace('%', '')) / 100).toPrecision(12)),
  editor: 'text',
  isEnd: true,
})
