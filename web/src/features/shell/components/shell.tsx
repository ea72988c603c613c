import { ActionIcon, Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconMenu2 } from '@tabler/icons-react'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Brand } from '@/components/brand'
import { Main } from '@/components/main'
import { OfflineBar } from '@/components/offline-bar'
import { Palette } from './palette'
import hidden from '@/components/hidden.module.css'
import classes from './shell.module.css'
import { Sidebar } from './sidebar'
import { VerifyBanner } from './verify-banner'

/** What stands around every page inside a workspace. On a narrow screen the side comes out of a drawer. */
export function Shell() {
  const { t } = useTranslation('shell')
  const { t: common } = useTranslation()
  const [isOpen, drawer] = useDisclosure()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const { close } = drawer
  useEffect(close, [path, close])
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {common('skip')}
      </a>
      <nav className={classes.side} aria-label={t('navigation')}>
        <Sidebar />
      </nav>
      <div className={classes.main}>
        <section className={classes.top} aria-label="Deedbook">
          <ActionIcon size="lg" aria-label={t('openNavigation')} onClick={drawer.open}>
            <IconMenu2 size={20} />
          </ActionIcon>
          <Brand size={22} />
        </section>
        <OfflineBar />
        <VerifyBanner />
        <Main id="content" className={classes.content} tabIndex={-1}>
          <Outlet />
        </Main>
      </div>
      <Palette />
      <Drawer
        opened={isOpen}
        onClose={drawer.close}
        size="17rem"
        padding={0}
        withCloseButton={false}
        title={t('navigation')}
        classNames={{ header: hidden.hidden, body: classes.drawer }}
      >
        <Sidebar />
      </Drawer>
    </div>
  )
}
