import type { FieldProblem, ProblemDetails } from './schema'

/** A refusal in the words of the server: problem+json (RFC 9457), see docs/error-codes.md. */
export class Problem extends Error {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly hint: string
  readonly errors: FieldProblem[]
  readonly requestId: string

  constructor(details: Partial<ProblemDetails> & { type: string; title: string }) {
    super(details.detail || details.title)
    this.name = 'Problem'
    this.type = details.type
    this.title = details.title
    this.status = details.status ?? 0
    this.detail = details.detail ?? ''
    this.hint = details.hint ?? ''
    this.errors = details.errors ?? []
    this.requestId = details.request_id ?? ''
  }

  /** Nothing was heard from the server: what was typed is kept, and may be sent again. */
  get isOffline(): boolean {
    return this.type === 'offline'
  }
}

/** What a failed answer says. An answer that is no problem+json comes from something in between. */
export async function problemOf(response: Response): Promise<Problem> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json')
  if (isProblem) {
    const body = (await response.json()) as ProblemDetails
    return new Problem(body)
  }
  return new Problem({ type: 'unexpected_answer', title: 'Unexpected answer', status: response.status })
}

/** Anything that was thrown, as a problem that can be shown. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const detail = error instanceof Error ? error.message : String(error)
  return new Problem({ type: 'app_error', title: 'Something went wrong in the app', detail })
}

/** The messages of a refusal by field, for a form; those of fields that the form does not have are left out. */
export function fieldErrors(problem: Problem, fields: readonly string[]): Record<string, string> {
  const known = problem.errors.filter((error) => error.field && fields.includes(error.field))
  return Object.fromEntries(known.map((error) => [error.field, error.message || problem.title]))
}
