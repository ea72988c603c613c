import { FileButton, Text, UnstyledButton } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './file-drop.module.css'

const KINDS = '.csv,.tsv,.txt,text/csv,text/plain'

/** A place to drop a file on, and a button for everybody who does not drag. */
export function FileDrop({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useTranslation('start')
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) onFile(file)
  }
  return (
    <FileButton
      accept={KINDS}
      onChange={(file) => file && onFile(file)}
      inputProps={{ 'aria-label': t('file.choose') }}
    >
      {(props) => (
        <UnstyledButton
          {...props}
          className={classes.drop}
          data-over={isOver || undefined}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <IconUpload size={20} aria-hidden="true" />
          <Text size="sm">
            {t('file.drop')}{' '}
            <Text span size="sm" className={classes.choose}>
              {t('file.choose')}
            </Text>
          </Text>
          <Text size="xs" c="dimmed">
            {t('file.accepted')}
          </Text>
        </UnstyledButton>
      )}
    </FileButton>
  )
}
