import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from './dialog'

interface Props {
  isOpen: boolean
  title: string
  text: string
  action: string
  isPending: boolean
  onClose: () => void
  onConfirm: () => void
}

/** Asks before what cannot simply be taken back. Cancel has the focus. */
export function ConfirmDialog({ isOpen, title, text, action, isPending, onClose, onConfirm }: Props) {
  const { t } = useTranslation()
  return (
    <Dialog opened={isOpen} onClose={onClose} title={title} size="sm">
      <Stack>
        <Text size="sm">{text}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color="red" loading={isPending} onClick={onConfirm}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
