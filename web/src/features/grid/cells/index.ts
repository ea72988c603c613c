import type { Column } from '@/lib/api/schema'
import { boolean } from './boolean'
import { multiSelect, select } from './choice'
import { date, datetime } from './date'
import { duration } from './duration'
import { asText, isEmpty, type CellKind } from './kind'
import { links } from './links'
import { currency, integer, number, percent } from './number'
import { person } from './person'
import { rating } from './rating'
import { address, geoPoint, json, numberRange } from './structured'
import { email, longText, phone, text, url } from './text'

const KINDS: Record<string, CellKind> = {
  text,
  long_text: longText,
  email,
  phone,
  url,
  integer,
  number,
  currency,
  percent,
  rating,
  duration,
  boolean,
  select,
  multi_select: multiSelect,
  date,
  datetime,
  user: person,
  address,
  geo_point: geoPoint,
  number_range: numberRange,
  json,
  relation: links,
  auto_number: readOnly(integer),
  count: readOnly(integer),
  created_at: readOnly(datetime),
  updated_at: readOnly(datetime),
  created_by: readOnly(person),
  updated_by: readOnly(person),
}

/** A type that this app does not know yet is shown as it is, and not edited. */
const PLAIN: CellKind = { show: asText, copy: asText }

/** How the cells of a column are shown and edited. Computed ones look like their results. */
export function cellKind(column: Pick<Column, 'type' | 'result'>): CellKind {
  const known = KINDS[column.type]
  if (known) return known
  const result = column.result
  const kind = (result?.type && KINDS[result.type]) || PLAIN
  return result?.is_array ? arrayOf(kind) : readOnly(kind)
}

function readOnly({ show, copy, render, isEnd }: CellKind): CellKind {
  return { show, copy, ...(render && { render }), ...(isEnd && { isEnd }) }
}

function arrayOf(kind: CellKind): CellKind {
  const joined =
    (part: CellKind['show']): CellKind['show'] =>
    (value, context) =>
      isEmpty(value)
        ? ''
        : (Array.isArray(value) ? value : [value]).map((one) => part(one, context)).join(', ')
  return { show: joined(kind.show), copy: joined(kind.copy) }
}
