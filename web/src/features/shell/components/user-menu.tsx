import { Avatar, Menu, useMantineColorScheme, VisuallyHidden, type MantineColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconCheck, IconDeviceDesktop, IconLogout, IconMoon, IconSun, IconUser } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LanguageItems } from '@/components/language-menu'
import { meQuery } from '@/features/session/api/get-me'
import { useWorkspaceId } from '@/features/workspaces/use-workspace'
import { session } from '@/lib/session/session'
import classes from './sidebar.module.css'

const SCHEMES = [
  ['light', IconSun],
  ['dark', IconMoon],
  ['auto', IconDeviceDesktop],
] as const satisfies readonly (readonly [MantineColorScheme, typeof IconSun])[]

export function UserMenu() {
  const { t } = useTranslation('shell')
  const { t: common } = useTranslation()
  const workspaceId = useWorkspaceId()
  const navigate = useNavigate()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { data: me } = useQuery(meQuery)
  const name = me?.full_name || me?.email || ''
  return (
    <Menu width={240} position="top-start">
      <Menu.Target>
        <button type="button" className={classes.link}>
          <Avatar
            aria-hidden="true"
            size={24}
            radius="xl"
            name={name}
            color="gray"
            src={me?.avatar_url ?? null}
            alt=""
          />
          <span className={classes.label}>{name}</span>
          <VisuallyHidden>, {t('account')}</VisuallyHidden>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me?.email}</Menu.Label>
        <Menu.Item
          leftSection={<IconUser size={16} />}
          onClick={() => void navigate({ to: '/w/$workspaceId/account', params: { workspaceId } })}
        >
          {t('account')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('appearance')}</Menu.Label>
        {SCHEMES.map(([scheme, Icon]) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon size={16} />}
            rightSection={scheme === colorScheme ? <IconCheck size={14} /> : undefined}
            onClick={() => setColorScheme(scheme)}
          >
            {t(scheme)}
          </Menu.Item>
        ))}
        <Menu.Label>{common('language')}</Menu.Label>
        <LanguageItems />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void session.end()}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
