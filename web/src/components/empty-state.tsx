import { Stack, Text, ThemeIcon, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface Props {
  icon: ReactNode
  title: string
  text: string
  /** The level of its heading: 1 where it is the whole page. */
  order?: 1 | 2
  children?: ReactNode
}

/** Where there is nothing yet: what belongs here, and the way to it. */
export function EmptyState({ icon, title, text, order = 2, children }: Props) {
  return (
    <Stack align="center" gap="sm" py={56} px="md" ta="center">
      <ThemeIcon size={44} radius="lg" variant="light">
        {icon}
      </ThemeIcon>
      <Title order={order}>{title}</Title>
      <Text c="dimmed" maw={420}>
        {text}
      </Text>
      {children}
    </Stack>
  )
}
