import { Menu, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconCheck, IconPlus, IconSelector } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { meQuery } from '@/features/session/api/get-me'
import { useWorkspace } from '@/features/workspaces/use-workspace'
import { compareText } from '@/lib/format'
import classes from './sidebar.module.css'

export function WorkspaceSwitcher() {
  const { t } = useTranslation('shell')
  const { t: common } = useTranslation()
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const { data: me } = useQuery(meQuery)
  const all = me?.workspaces.toSorted((a, b) => compareText(a.name, b.name)) ?? []
  return (
    <Menu width={260} position="bottom-start">
      <Menu.Target>
        <button type="button" className={classes.link}>
          <span className={classes.mark} aria-hidden="true">
            {workspace.name.slice(0, 1).toUpperCase()}
          </span>
          <span className={classes.label} style={{ fontWeight: 600 }}>
            {workspace.name}
          </span>
          <VisuallyHidden>, {t('switchWorkspace')}</VisuallyHidden>
          <IconSelector size={14} className={classes.quiet} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {all.map(({ id, name, role }) => (
          <Menu.Item
            key={id}
            rightSection={id === workspace.id ? <IconCheck size={14} /> : common(`role.${role}`)}
            onClick={() => void navigate({ to: '/w/$workspaceId', params: { workspaceId: id } })}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={14} />} onClick={() => void navigate({ to: '/welcome' })}>
          {t('newWorkspace')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
