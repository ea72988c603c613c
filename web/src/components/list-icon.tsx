import { IconTable } from '@tabler/icons-react'

const PLAIN = '#64748b'

/** The sign of a list in its own colour; an icon that is a character is shown as it is. */
export function ListIcon({
  icon,
  color,
  size = 16,
}: {
  icon: string | null
  color: string | null
  size?: number
}) {
  const isCharacter = icon !== null && icon.length <= 4 && !/^[a-z]/.test(icon)
  return isCharacter ? (
    <span aria-hidden="true">{icon}</span>
  ) : (
    <IconTable size={size} color={color ?? PLAIN} aria-hidden="true" style={{ flex: 'none' }} />
  )
}
