import { Group, Text } from '@mantine/core'

/** The mark, with the name beside it. */
export function Brand({ size = 26 }: { size?: number }) {
  return (
    <Group gap={10} wrap="nowrap">
      <img src="/icon.svg" width={size} height={size} alt="" />
      <Text fw={650} size="md" style={{ letterSpacing: '-0.01em' }}>
        Deedbook
      </Text>
    </Group>
  )
}
