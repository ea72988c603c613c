import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Import } from '@/lib/api/schema'
import { upload } from '@/lib/api/upload'
import { importQuery } from './get-import'

/** Sends a file that becomes a new list; `sent` is how much of it is there (0 to 1). */
export function useCreateImport(workspaceId: string) {
  const queries = useQueryClient()
  const [sent, setSent] = useState(0)
  const mutation = useMutation({
    mutationFn: (file: File) => {
      setSent(0)
      const form = new FormData()
      form.set('workspace_id', workspaceId)
      form.set('file', file)
      return upload<Import>({
        path: '/api/v1/imports',
        form,
        onProgress: setSent,
        signal: new AbortController().signal,
      })
    },
    onSuccess: (created) => queries.setQueryData(importQuery(created.id).queryKey, created),
    meta: { showsProblem: true },
  })
  return { ...mutation, sent }
}
