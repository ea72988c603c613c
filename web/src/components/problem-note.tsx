import { Alert } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'

/** Says why a whole page is not for the caller. */
export function ProblemNote({ text }: { text: string }) {
  return <Alert icon={<IconLock size={18} />}>{text}</Alert>
}
