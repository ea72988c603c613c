import type { Sort } from '@/lib/api/schema'
import type { Filter } from './model/query'

/** What the address says about a list: what is asked for, and the record that is open. */
export interface ListSearch {
  filter?: Filter | undefined
  sort?: Sort[] | undefined
  item?: string | undefined
}

/** Anybody can write an address: what has the wrong shape is left out, what is wrong inside the server refuses. */
export function listSearch(search: Record<string, unknown>): ListSearch {
  const { filter, sort, item } = search
  return {
    ...(isObject(filter) && { filter: filter as Filter }),
    ...(Array.isArray(sort) && sort.length > 0 && { sort: sort.filter(isSort) }),
    ...(typeof item === 'string' && { item }),
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const isSort = (value: unknown): value is Sort =>
  isObject(value) && 'column' in value && typeof value.column === 'string'
