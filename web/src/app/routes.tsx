import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { meQuery } from '@/features/session/api/get-me'
import { listQuery } from '@/features/lists/api/get-list'
import { capabilitiesQuery } from '@/features/workspaces/api/get-capabilities'
import { workspaceQuery } from '@/features/workspaces/api/get-workspace'
import { lastWorkspace } from '@/features/workspaces/last-workspace'
import { listSearch } from '@/features/grid/list-search'
import { session } from '@/lib/session/session'

/** Where to go after sign-in; only addresses of this app. */
interface Next {
  next?: string | undefined
}
const withNext = (search: Record<string, unknown>): Next => ({
  next: typeof search.next === 'string' && /^\/(?!\/)/.test(search.next) ? search.next : undefined,
})

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Outlet })

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context }) => {
    if (!session.user) throw redirect({ to: '/sign-in' })
    const me = await context.queries.query({ ...meQuery, staleTime: 'static' })
    const last = lastWorkspace.read()
    const found = me.workspaces.find(({ id }) => id === last) ?? me.workspaces[0]
    throw found
      ? redirect({ to: '/w/$workspaceId', params: { workspaceId: found.id } })
      : redirect({ to: '/welcome' })
  },
})

const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', validateSearch: withNext }).lazy(
  () => import('./pages/session').then((pages) => pages.signIn),
)
const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  validateSearch: withNext,
}).lazy(() => import('./pages/session').then((pages) => pages.register))
const forgottenPassword = createRoute({ getParentRoute: () => root, path: '/forgotten-password' }).lazy(() =>
  import('./pages/session').then((pages) => pages.forgottenPassword),
)
const resetPassword = createRoute({ getParentRoute: () => root, path: '/reset-password/$token' }).lazy(() =>
  import('./pages/session').then((pages) => pages.resetPassword),
)
const verifyEmail = createRoute({ getParentRoute: () => root, path: '/verify-email/$token' }).lazy(() =>
  import('./pages/session').then((pages) => pages.verifyEmail),
)
const invitation = createRoute({ getParentRoute: () => root, path: '/invite/$token' }).lazy(() =>
  import('./pages/session').then((pages) => pages.invitation),
)

/** Everything below is for people who are signed in; others sign in first and come back. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: ({ location }) => {
    if (!session.user) throw redirect({ to: '/sign-in', search: { next: location.href } })
  },
})

const welcome = createRoute({ getParentRoute: () => inside, path: '/welcome' }).lazy(() =>
  import('./pages/session').then((pages) => pages.welcome),
)

const workspace = createRoute({
  getParentRoute: () => inside,
  path: '/w/$workspaceId',
  loader: async ({ context: { queries }, params }) => {
    await Promise.all([
      queries.query({ ...workspaceQuery(params.workspaceId), staleTime: 'static' }),
      queries.query({ ...capabilitiesQuery, staleTime: 'static' }),
    ])
    lastWorkspace.write(params.workspaceId)
  },
}).lazy(() => import('./pages/shell').then((pages) => pages.shell))

const home = createRoute({ getParentRoute: () => workspace, path: '/' }).lazy(() =>
  import('./pages/shell').then((pages) => pages.home),
)

const newList = createRoute({ getParentRoute: () => workspace, path: '/start' }).lazy(() =>
  import('./pages/start').then((pages) => pages.start),
)
const members = createRoute({ getParentRoute: () => workspace, path: '/members' }).lazy(() =>
  import('./pages/manage').then((pages) => pages.members),
)
const settings = createRoute({ getParentRoute: () => workspace, path: '/settings' }).lazy(() =>
  import('./pages/manage').then((pages) => pages.settings),
)
const account = createRoute({
  getParentRoute: () => workspace,
  path: '/account',
  loader: ({ context }) => context.queries.query({ ...meQuery, staleTime: 'static' }),
}).lazy(() => import('./pages/manage').then((pages) => pages.account))

const list = createRoute({
  getParentRoute: () => workspace,
  path: '/lists/$listId',
  validateSearch: listSearch,
  loader: ({ context, params }) =>
    context.queries.query({ ...listQuery(params.listId), staleTime: 'static' }),
}).lazy(() => import('./pages/list').then((pages) => pages.list))

export const routeTree = root.addChildren([
  start,
  signIn,
  register,
  forgottenPassword,
  resetPassword,
  verifyEmail,
  invitation,
  inside.addChildren([welcome, workspace.addChildren([home, newList, members, settings, account, list])]),
])
