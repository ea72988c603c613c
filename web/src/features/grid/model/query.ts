import type { Sort } from '@/lib/api/schema'

/** A condition of a filter, or a group of such; see docs/query.md. */
export type Filter =
  | { and: Filter[] }
  | { or: Filter[] }
  | { not: Filter }
  | { column: string; operator: string; value?: unknown }

/** What is asked of a list. */
export interface ItemQuery {
  filter?: Filter | undefined
  sort?: Sort[] | undefined
}
