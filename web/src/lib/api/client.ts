import createClient from 'openapi-fetch'
import { session } from '@/lib/session/session'
import { Problem, problemOf } from './problem'
import type { paths } from './schema'

/** The REST API with the types of its OpenAPI document. Refusals are thrown as `Problem`. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: send })

async function send(request: Request): Promise<Response> {
  const again = request.clone()
  const token = await session.accessToken()
  const first = await knock(authorized(request, token))
  if (first.status !== 401 || token === null) return checked(first)
  // The token ended early: its session was closed, or the clock of this computer is off.
  const fresh = await session.refresh()
  return checked(fresh ? await knock(authorized(again, fresh)) : first)
}

function authorized(request: Request, token: string | null): Request {
  if (token) request.headers.set('Authorization', `Bearer ${token}`)
  return request
}

async function knock(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    if (request.signal.aborted) throw error
    throw new Problem({ type: 'offline', title: 'Deedbook cannot be reached' })
  }
}

async function checked(response: Response): Promise<Response> {
  if (!response.ok) throw await problemOf(response)
  return response
}

/** The body of an answer, which is there: `send` throws for everything else. */
export async function take<Answer extends { data?: unknown }>(
  call: Promise<Answer>,
): Promise<NonNullable<Answer['data']>> {
  const { data } = await call
  return data as NonNullable<Answer['data']>
}
