import type { NamedAuditEvent } from '@/lib/api/schema'

/** Writes of one change to one table as one line: a request that touches many rows is one thing to a reader. */
export function summarise(events: readonly NamedAuditEvent[]): NamedAuditEvent[] {
  const lines = new Map<string, NamedAuditEvent>()
  for (const event of events) {
    const key = [event.change_id, event.table_name, event.action].join(' ')
    const line = lines.get(key)
    lines.set(key, line ? { ...line, row_count: line.row_count + event.row_count } : event)
  }
  return [...lines.values()]
}
