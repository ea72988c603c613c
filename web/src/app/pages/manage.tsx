import { createLazyRoute } from '@tanstack/react-router'
import { MembersPage } from '@/features/members/components/members-page'
import { AccountPage } from '@/features/session/components/account-page'
import { SettingsPage } from '@/features/settings/components/settings-page'

export const members = createLazyRoute('/inside/w/$workspaceId/members')({ component: MembersPage })
export const settings = createLazyRoute('/inside/w/$workspaceId/settings')({ component: SettingsPage })
export const account = createLazyRoute('/inside/w/$workspaceId/account')({ component: AccountPage })
