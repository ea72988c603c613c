import { Alert, Text } from '@mantine/core'
import { IconAlertTriangle, IconCloudOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/lib/api/problem'
import { useProblemWords } from './use-problem-words'

/** A refusal in the server's words: what happened, and what to do. Read aloud when it appears. */
export function ProblemAlert({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  if (!error) return null
  const problem = asProblem(error)
  const { title, lines } = words(problem)
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      title={title}
      icon={problem.isOffline ? <IconCloudOff size={18} /> : <IconAlertTriangle size={18} />}
    >
      {lines.map((line) => (
        <Text size="sm" key={line}>
          {line}
        </Text>
      ))}
      {problem.status >= 500 && problem.requestId && (
        <Text size="xs" mt={4}>
          {t('problem.request', { id: problem.requestId })}
        </Text>
      )}
    </Alert>
  )
}
