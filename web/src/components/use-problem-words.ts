import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/lib/api/problem'

export interface ProblemWords {
  title: string
  lines: string[]
}

/** The words of a refusal. The server's own, but for what the server never heard of. */
export function useProblemWords(): (problem: Problem) => ProblemWords {
  const { t } = useTranslation()
  return useCallback(
    (problem) => {
      if (problem.isOffline) return { title: t('problem.offline'), lines: [t('problem.offlineHint')] }
      const said = problem.detail === problem.title ? [] : [problem.detail]
      const lines = [...said, problem.hint].filter((line) => line !== '')
      return { title: problem.title, lines }
    },
    [t],
  )
}
