import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useCallback } from 'react'
import { capabilitiesQuery } from './api/get-capabilities'
import { workspaceQuery } from './api/get-workspace'
import { ALLOWED, permissionOf, type Permission } from '@/lib/permission'

/** The id of the workspace in the address. */
export function useWorkspaceId(): string {
  const { workspaceId } = useParams({ strict: false })
  if (!workspaceId) throw new Error('There is no workspace in this address')
  return workspaceId
}

/** The workspace in the address, which its route has loaded. */
export function useWorkspace() {
  return useSuspenseQuery(workspaceQuery(useWorkspaceId())).data
}

/** `may('lists.write')`: what the caller's role here allows, by the table of the server. */
export function useMay(): (capability: string) => Permission {
  const { role } = useWorkspace()
  const { data: table } = useQuery(capabilitiesQuery)
  return useCallback((capability) => (table ? permissionOf(table, role, capability) : ALLOWED), [table, role])
}
