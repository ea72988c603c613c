import { ActionIcon, Combobox, Group, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asText } from '@/features/grid/cells/kind'
import type { LinkedCell } from '@/features/grid/cells/links'
import { valueOf, type GridColumn } from '@/features/grid/model/columns'
import { listQuery } from '@/features/lists/api/get-list'
import type { Item } from '@/lib/api/schema'
import { linkableQuery, useChangeLinks } from '../api/links'
import classes from './record.module.css'

const NOTHING: LinkedCell = { count: 0, items: [] }
const PAUSE = 200

interface Props {
  item: Item
  column: GridColumn
  canWrite: boolean
}

/** The linked records as chips, and a picker that searches the other list. */
export function LinkField({ item, column, canWrite }: Props) {
  const { t } = useTranslation('grid')
  const linked = (valueOf(item, column.column) as LinkedCell | undefined) ?? NOTHING
  const change = useChangeLinks(item.id, item.list_id, column.key)
  const targetId = column.column.target_list_id ?? column.column.result?.list_id ?? null
  return (
    <Group gap={4} py={4} px={8}>
      {linked.items.map(({ id, title }) => (
        <span key={id} className={classes.chip}>
          {title ?? t('record.untitled')}
          {canWrite && (
            <ActionIcon
              size="xs"
              aria-label={t('record.unlink', { title: title ?? t('record.untitled') })}
              onClick={() => change.mutate({ linkedId: id, isLinked: false })}
            >
              <IconX size={12} />
            </ActionIcon>
          )}
        </span>
      ))}
      {linked.count > linked.items.length && `+${linked.count - linked.items.length}`}
      {canWrite && targetId && (
        <Picker
          listId={targetId}
          linked={new Set(linked.items.map(({ id }) => id))}
          isPending={change.isPending}
          onPick={(linkedId) => change.mutate({ linkedId, isLinked: true })}
        />
      )}
    </Group>
  )
}

interface PickerProps {
  listId: string
  linked: ReadonlySet<string>
  isPending: boolean
  onPick: (itemId: string) => void
}

function Picker({ listId, linked, isPending, onPick }: PickerProps) {
  const { t } = useTranslation('grid')
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed.trim(), PAUSE)
  const combobox = useCombobox({
    onDropdownClose: () => setTyped(''),
    onDropdownOpen: () => combobox.focusSearchInput(),
  })
  const { data: list } = useQuery({ ...listQuery(listId), enabled: combobox.dropdownOpened })
  const first = list?.columns[0]
  const found = useQuery({
    ...linkableQuery(listId, first?.key ?? '', text),
    enabled: combobox.dropdownOpened && first !== undefined,
  })
  const options = found.data?.items.filter(({ id }) => !linked.has(id)) ?? []
  const label = t('record.searchLinks', { list: list?.name ?? '' })
  return (
    <Combobox
      store={combobox}
      width={300}
      position="bottom-start"
      onOptionSubmit={(id) => {
        onPick(id)
        combobox.closeDropdown()
      }}
    >
      <Combobox.Target targetType="button">
        <ActionIcon
          size="sm"
          loading={isPending}
          aria-label={t('record.link')}
          onClick={() => combobox.toggleDropdown()}
        >
          <IconPlus size={14} />
        </ActionIcon>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          component={TextInput}
          value={typed}
          placeholder={label}
          aria-label={label}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Combobox.Options mah={260} style={{ overflowY: 'auto' }}>
          {options.map((option) => (
            <Combobox.Option value={option.id} key={option.id}>
              {(first && asText(option.values[first.key])) || t('record.untitled')}
            </Combobox.Option>
          ))}
          {options.length === 0 && <Combobox.Empty>{t('record.noneFound')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
