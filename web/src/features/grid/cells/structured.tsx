import { formatNumber } from '@/lib/format'
import { kindOf, Misfit } from './kind'
import { readNumber } from './number'

const PARTS = ['street', 'unit', 'postal_code', 'city', 'region', 'country'] as const

/** A postal address. What is typed becomes its street, as in a file; its parts are edited in the record. */
export const address = kindOf<Partial<Record<(typeof PARTS)[number], string>>>({
  show: (value) =>
    PARTS.map((part) => value[part])
      .filter(Boolean)
      .join(', '),
  parse: (typed) => ({ street: typed.trim() }),
  editor: 'text',
})

export const geoPoint = kindOf<{ lat: number; lng: number }>({
  show: ({ lat, lng }) => `${lat}, ${lng}`,
  copy: ({ lat, lng }) => `${lat},${lng}`,
  parse: (typed) => {
    const [lat, lng, more] = typed.split(',').map((part) => Number(part.trim() || NaN))
    if (lat === undefined || lng === undefined || more !== undefined || Number.isNaN(lat + lng)) {
      throw new Misfit('is no place such as 47.61,-122.33')
    }
    return { lat, lng }
  },
  editor: 'text',
})

export const numberRange = kindOf<{ min?: number; max?: number }>({
  show: ({ min, max }) =>
    `${min === undefined ? '' : formatNumber(min)} – ${max === undefined ? '' : formatNumber(max)}`,
  copy: ({ min, max }) => `${min ?? ''}..${max ?? ''}`,
  parse: (typed) => {
    const found = /^\s*([^.–]*?)\s*(?:\.\.|–|(?<=\d)-)\s*(.*?)\s*$/.exec(typed)
    if (!found) throw new Misfit('is no range such as 300000..450000')
    const [, from = '', to = ''] = found
    return { ...(from && { min: readNumber(from) }), ...(to && { max: readNumber(to) }) }
  },
  editor: 'text',
})

export const json = kindOf<unknown>({
  show: (value) => JSON.stringify(value),
  parse: (typed) => {
    try {
      return JSON.parse(typed) as unknown
    } catch {
      throw new Misfit('is not JSON')
    }
  },
  editor: 'long_text',
})
