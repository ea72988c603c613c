import { Loader } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import {
  IconFileText,
  IconHome,
  IconMessage,
  IconPlus,
  IconSearch,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import hidden from '@/components/hidden.module.css'
import { ListIcon } from '@/components/list-icon'
import { listsQuery } from '@/features/lists/api/get-lists'
import { searchQuery } from '@/features/search/api/search'
import { useMay, useWorkspaceId } from '@/features/workspaces/use-workspace'
import type { Hit } from '@/lib/api/schema'
import { paletteStore } from '../palette'

const PAUSE = 150 // milliseconds without a key after which the server is asked

/** Go to anything, and search every record. */
export function PaletteDialog() {
  const { t } = useTranslation('shell')
  const workspaceId = useWorkspaceId()
  const navigate = useNavigate()
  const may = useMay()
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed.trim(), PAUSE)
  const lists = useQuery(listsQuery(workspaceId))
  const found = useQuery(searchQuery(workspaceId, text))
  const params = { workspaceId }
  const matches = (label: string) => label.toLowerCase().includes(typed.trim().toLowerCase())

  const places = [
    { label: t('home'), icon: <IconHome size={18} />, go: () => navigate({ to: '/w/$workspaceId', params }) },
    {
      label: t('members'),
      icon: <IconUsers size={18} />,
      go: () => navigate({ to: '/w/$workspaceId/members', params }),
    },
    {
      label: t('settings'),
      icon: <IconSettings size={18} />,
      go: () => navigate({ to: '/w/$workspaceId/settings', params }),
    },
    ...(may('lists.write').isAllowed
      ? [
          {
            label: t('newList'),
            icon: <IconPlus size={18} />,
            go: () => navigate({ to: '/w/$workspaceId/start', params }),
          },
        ]
      : []),
  ].filter(({ label }) => matches(label))
  const shownLists = lists.data?.filter(({ name }) => matches(name)) ?? []
  const hits = text === '' ? [] : (found.data?.hits ?? [])
  const open = (hit: Hit) => {
    if (!hit.list_id || !hit.item_id) return
    void navigate({
      to: '/w/$workspaceId/lists/$listId',
      params: { workspaceId, listId: hit.list_id },
      search: { item: hit.item_id },
    })
  }
  return (
    <Spotlight.Root
      store={paletteStore}
      query={typed}
      onQueryChange={setTyped}
      title={t('search')}
      classNames={{ header: hidden.hidden }}
      shortcut={null}
      scrollable
      maxHeight={420}
      radius="lg"
      overlayProps={{ backgroundOpacity: 0.25, blur: 0 }}
      transitionProps={{ duration: 80 }}
    >
      <Spotlight.Search
        placeholder={t('searchEverything')}
        aria-label={t('searchEverything')}
        leftSection={found.isFetching ? <Loader size={16} /> : <IconSearch size={18} />}
      />
      <Spotlight.ActionsList aria-label={t('search')}>
        {shownLists.length > 0 && (
          <Spotlight.ActionsGroup label={t('lists')}>
            {shownLists.map((list) => (
              <Spotlight.Action
                key={list.id}
                label={list.name}
                leftSection={<ListIcon icon={list.icon} color={list.color} size={18} />}
                onClick={() =>
                  void navigate({
                    to: '/w/$workspaceId/lists/$listId',
                    params: { workspaceId, listId: list.id },
                  })
                }
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {places.length > 0 && (
          <Spotlight.ActionsGroup label={t('goTo')}>
            {places.map(({ label, icon, go }) => (
              <Spotlight.Action key={label} label={label} leftSection={icon} onClick={() => void go()} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {hits.length > 0 && (
          <Spotlight.ActionsGroup label={t('records')}>
            {hits.map((hit) => (
              <Spotlight.Action
                key={hit.id}
                label={hit.title ?? t('untitled')}
                description={`${hit.list_name ?? ''} · ${hit.field_name}: ${hit.snippet}`}
                leftSection={hit.kind === 'comment' ? <IconMessage size={18} /> : <IconFileText size={18} />}
                onClick={() => open(hit)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {shownLists.length + places.length + hits.length === 0 && (
          <Spotlight.Empty>{found.isFetching ? t('searching') : t('nothingFound')}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
