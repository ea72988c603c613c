import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SignIn } from '@/lib/api/schema'
import { Session } from './session'

const answer = (number: number, user = 'ada'): SignIn =>
  ({
    access_token: `access-${number}`,
    refresh_token: `refresh-${number}`,
    expires_in: 900,
    user: { id: user },
  }) as SignIn

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })

describe('Session', () => {
  const fetched = vi.fn<typeof fetch>()
  const sent = () => fetched.mock.calls.map(([, init]) => JSON.parse(init?.body as string) as unknown)

  beforeEach(() => {
    localStorage.clear()
    fetched.mockReset()
    vi.stubGlobal('fetch', fetched)
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  it('needs no request while its token is good', async () => {
    const session = new Session()
    session.begin(answer(1))
    expect(await session.accessToken()).toBe('access-1')
    expect(fetched).not.toHaveBeenCalled()
  })

  it('trades the refresh token once for requests that come together', async () => {
    new Session().begin(answer(1))
    const session = new Session() // a reload: the access token is gone
    fetched.mockImplementation(() => Promise.resolve(json(answer(2))))
    const tokens = await Promise.all([session.accessToken(), session.accessToken(), session.refresh()])
    expect(tokens).toEqual(['access-2', 'access-2', 'access-2'])
    expect(sent()).toEqual([{ refresh_token: 'refresh-1' }])
  })

  it('trades the token that another tab got last', async () => {
    const here = new Session()
    here.begin(answer(1))
    new Session().begin(answer(5))
    fetched.mockImplementation(() => Promise.resolve(json(answer(6))))
    await here.refresh()
    expect(sent()).toEqual([{ refresh_token: 'refresh-5' }])
  })

  it('refreshes before the token ends', async () => {
    vi.useFakeTimers()
    const session = new Session()
    session.begin(answer(1))
    vi.setSystemTime(Date.now() + 880_000)
    fetched.mockImplementation(() => Promise.resolve(json(answer(2))))
    expect(await session.accessToken()).toBe('access-2')
  })

  it('is over when the server says so, and tells', async () => {
    const session = new Session()
    session.begin(answer(1))
    const told = vi.fn()
    session.subscribe(told)
    fetched.mockResolvedValue(json({}, 401))
    expect(await session.refresh()).toBeNull()
    expect(session.user).toBeNull()
    expect(told).toHaveBeenCalledOnce()
  })

  it('stays when the server cannot be reached', async () => {
    const session = new Session()
    session.begin(answer(1))
    fetched.mockRejectedValue(new TypeError('network'))
    await expect(session.refresh()).rejects.toMatchObject({ type: 'offline' })
    expect(session.user).toBe('ada')
  })

  it('drops its token when another tab signs in as somebody else', async () => {
    const here = new Session()
    here.begin(answer(1))
    const told = vi.fn()
    here.subscribe(told)
    localStorage.setItem('deedbook-session', JSON.stringify({ token: 'refresh-9', user: 'grace' }))
    dispatchEvent(new StorageEvent('storage', { key: 'deedbook-session' }))
    expect(told).toHaveBeenCalledOnce()
    expect(here.user).toBe('grace')
    fetched.mockImplementation(() => Promise.resolve(json(answer(10, 'grace'))))
    expect(await here.accessToken()).toBe('access-10')
  })

  it('keeps its token when another tab only rotated', async () => {
    const here = new Session()
    here.begin(answer(1))
    localStorage.setItem('deedbook-session', JSON.stringify({ token: 'refresh-2', user: 'ada' }))
    dispatchEvent(new StorageEvent('storage', { key: 'deedbook-session' }))
    expect(await here.accessToken()).toBe('access-1')
    expect(fetched).not.toHaveBeenCalled()
  })

  it('forgets at once at sign-out, and tells the server', async () => {
    const session = new Session()
    session.begin(answer(1))
    fetched.mockRejectedValue(new TypeError('network'))
    await session.end()
    expect(session.user).toBeNull()
    expect(sent()).toEqual([{ refresh_token: 'refresh-1' }])
  })
})
