import { Button, Tooltip, type ButtonProps } from '@mantine/core'
import type { ComponentPropsWithoutRef } from 'react'
import type { Permission } from '@/lib/permission'
import { usePermissionReason } from './use-permission-reason'

interface Own {
  permission: Permission
}

type Props = Own & ButtonProps & Omit<ComponentPropsWithoutRef<'button'>, keyof ButtonProps | keyof Own>

/** A button that explains itself where the caller may not use it. It stays in the order of the Tab key. */
export function GuardedButton({ permission, onClick, ...props }: Props) {
  const reason = usePermissionReason(permission)
  if (!reason) return <Button onClick={onClick} {...props} />
  return (
    <Tooltip label={reason} events={{ hover: true, focus: true, touch: true }}>
      <Button
        {...props}
        type="button"
        data-disabled
        aria-disabled="true"
        onClick={(event) => event.preventDefault()}
      />
    </Tooltip>
  )
}
