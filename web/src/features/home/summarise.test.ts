import { expect, it } from 'vitest'
import type { NamedAuditEvent } from '@/lib/api/schema'
import { summarise } from './summarise'

const event = (id: number, change_id: string, action: string, row_count = 1) =>
  ({ id, change_id, action, row_count, table_name: 'items' }) as NamedAuditEvent

it('joins the writes of one change', () => {
  const lines = summarise([event(4, 'b', 'update'), event(3, 'a', 'insert', 5), event(2, 'a', 'insert', 7)])
  expect(lines.map(({ id, row_count }) => [id, row_count])).toEqual([
    [4, 1],
    [3, 12],
  ])
})

it('keeps different actions apart', () => {
  expect(summarise([event(1, 'a', 'insert'), event(2, 'a', 'update')])).toHaveLength(2)
})
