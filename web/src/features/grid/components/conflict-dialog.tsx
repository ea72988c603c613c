import { Button, Group, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/components/dialog'
import { valueOf, type GridColumn } from '../model/columns'
import type { OpenConflict } from '../use-write'

interface Props {
  conflict: OpenConflict | null
  columns: readonly GridColumn[]
  onResolve: (keepsMine: boolean) => void
}

/** Both values of every cell that two people changed, side by side. Leaving the dialog keeps theirs. */
export function ConflictDialog({ conflict, columns, onResolve }: Props) {
  const { t } = useTranslation('grid')
  const show = (key: string, value: unknown) => {
    const column = columns.find((known) => known.key === key)
    return column?.kind.show(value, column.context) || t('conflict.emptyCell')
  }
  const nameOf = (id: string) => {
    const [item, first] = [conflict?.now.get(id), columns[0]]
    return item && first ? first.kind.show(valueOf(item, first.column), first.context) : ''
  }
  return (
    <Dialog opened={conflict !== null} onClose={() => onResolve(false)} title={t('conflict.title')} size="lg">
      <Stack>
        <Text size="sm">{t('conflict.text')}</Text>
        <Table.ScrollContainer tabIndex={0} pos="relative" minWidth={420} type="native">
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('conflict.row')}</Table.Th>
                <Table.Th>{t('conflict.column')}</Table.Th>
                <Table.Th>{t('conflict.mine')}</Table.Th>
                <Table.Th>{t('conflict.theirs')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {conflict?.cells.map(({ id, key, mine, theirs }) => (
                <Table.Tr key={`${id} ${key}`}>
                  <Table.Td>{nameOf(id)}</Table.Td>
                  <Table.Td>{columns.find((column) => column.key === key)?.name ?? key}</Table.Td>
                  <Table.Td>{show(key, mine)}</Table.Td>
                  <Table.Td>{show(key, theirs)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => onResolve(true)}>
            {t('conflict.writeMine')}
          </Button>
          <Button onClick={() => onResolve(false)} data-autofocus>
            {t('conflict.keepTheirs')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
