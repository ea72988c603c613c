import type { ReactNode } from 'react'
import type { Column } from '@/lib/api/schema'

/** What the cells of a column need to know besides their value. */
export interface CellContext {
  column: Column
  /** Names of members by their ids. */
  people: ReadonlyMap<string, string>
}

/** A text that does not become a value, with the reason. */
export class Misfit extends Error {}

export type EditorKind =
  'text' | 'long_text' | 'date' | 'datetime' | 'select' | 'multi_select' | 'user' | 'links' | 'toggle'

/** How cells of one kind are shown, copied, read and edited. Pure, but for `render`. */
export interface CellKind {
  /** What stands in the cell, in the locale of the person. */
  show: (value: unknown, context: CellContext) => string
  /** What goes to the clipboard: what Excel and Sheets understand. */
  copy: (value: unknown, context: CellContext) => string
  /** The value of a text that was typed or pasted; null is an empty cell. Throws Misfit. Absent: read-only. */
  parse?: (text: string, context: CellContext) => unknown
  /** What the editor begins with. */
  edit?: (value: unknown, context: CellContext) => string
  editor?: EditorKind
  /** More than text: chips, stars, links. */
  render?: (value: unknown, context: CellContext) => ReactNode
  isEnd?: boolean
}

/** Whether a value is what the server calls an empty cell. */
export function isEmpty(value: unknown): value is null | undefined {
  return value === null || value === undefined
}

export const asText = (value: unknown): string =>
  isEmpty(value) ? '' : typeof value === 'string' ? value : JSON.stringify(value)

/** A kind whose empty cells are empty texts, so that each need only know what is there. */
export function kindOf<Value>(kind: {
  show: (value: Value, context: CellContext) => string
  copy?: (value: Value, context: CellContext) => string
  parse?: (text: string, context: CellContext) => Value | null
  edit?: (value: Value, context: CellContext) => string
  editor?: EditorKind
  render?: (value: Value, context: CellContext) => ReactNode
  isEnd?: boolean
}): CellKind {
  const { show, copy = show, parse, edit, render, ...rest } = kind
  return {
    ...rest,
    show: (value, context) => (isEmpty(value) ? '' : show(value as Value, context)),
    copy: (value, context) => (isEmpty(value) ? '' : copy(value as Value, context)),
    ...(parse && { parse: (text, context) => (text.trim() === '' ? null : parse(text, context)) }),
    edit: (value, context) => (isEmpty(value) ? '' : (edit ?? copy)(value as Value, context)),
    ...(render && { render: (value, context) => (isEmpty(value) ? null : render(value as Value, context)) }),
  }
}
