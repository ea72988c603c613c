import { ScrollArea } from '@mantine/core'
import { IconHome, IconSettings, IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useWorkspaceId } from '@/features/workspaces/use-workspace'
import { ListLinks } from './list-links'
import { SearchButton } from './search-button'
import { SideLink } from './side-link'
import classes from './sidebar.module.css'
import { UserMenu } from './user-menu'
import { WorkspaceSwitcher } from './workspace-switcher'

export function Sidebar() {
  const { t } = useTranslation('shell')
  const params = { workspaceId: useWorkspaceId() }
  return (
    <div className={classes.sidebar}>
      <div className={classes.part}>
        <WorkspaceSwitcher />
        <SearchButton />
      </div>
      <div className={classes.part}>
        <SideLink
          to="/w/$workspaceId"
          params={params}
          isExact
          icon={<IconHome size={16} />}
          label={t('home')}
        />
        <SideLink
          to="/w/$workspaceId/members"
          params={params}
          icon={<IconUsers size={16} />}
          label={t('members')}
        />
        <SideLink
          to="/w/$workspaceId/settings"
          params={params}
          icon={<IconSettings size={16} />}
          label={t('settings')}
        />
      </div>
      <ScrollArea className={classes.lists} type="hover" scrollbarSize={8}>
        <ListLinks />
      </ScrollArea>
      <div className={classes.foot}>
        <UserMenu />
      </div>
    </div>
  )
}
