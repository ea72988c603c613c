import { formatDate } from '@/lib/format'
import { kindOf, Misfit } from './kind'

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/
const DOTS = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/
const SLASHES = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/

/** A day as YYYY-MM-DD. Of 3/4/2026 the locale says which is the month, as Excel does. */
export function readDay(typed: string): string {
  const text = typed.trim()
  const iso = ISO.exec(text)
  if (iso) return day(iso[1], iso[2], iso[3])
  const dots = DOTS.exec(text)
  if (dots) return day(dots[3], dots[2], dots[1])
  const slashes = SLASHES.exec(text)
  if (slashes) {
    const monthFirst = formatDate('2026-12-31T12:00:00', { month: 'numeric', day: 'numeric' }).startsWith(
      '12',
    )
    const [first, second] = [slashes[1], slashes[2]]
    return monthFirst ? day(slashes[3], first, second) : day(slashes[3], second, first)
  }
  throw new Misfit('is no day such as 2026-03-31')
}

function day(year = '', month = '', date = ''): string {
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const found = new Date(`${text}T00:00:00Z`)
  if (Number.isNaN(found.getTime()) || found.toISOString().slice(0, 10) !== text)
    throw new Misfit('is no day')
  return text
}

export const date = kindOf<string>({
  show: (value) => formatDate(`${value}T12:00:00`),
  copy: (value) => value,
  parse: readDay,
  editor: 'date',
})

const local = (iso: string) => {
  const moment = new Date(iso)
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 16)
}

export const datetime = kindOf<string>({
  show: (value) => formatDate(value, { dateStyle: 'medium', timeStyle: 'short' }),
  copy: (value) => local(value).replace('T', ' '),
  parse: (typed) => {
    const text = typed.trim().replace(' ', 'T')
    const moment = new Date(/T/.test(text) ? text : `${readDay(text)}T00:00`)
    if (Number.isNaN(moment.getTime())) throw new Misfit('is no moment such as 2026-03-31 14:30')
    return moment.toISOString().replace(/\.\d+Z$/, 'Z')
  },
  edit: local,
  editor: 'datetime',
})
