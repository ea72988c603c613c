import { Text } from '@mantine/core'
import i18next from 'i18next'
import { notify } from '@/components/notify'
import type { Problem } from '@/lib/api/problem'

/** The refusal of something that has no form to show it in. The same one is shown once. */
export function notifyProblem(problem: Problem): void {
  const [title, lines] = problem.isOffline
    ? [i18next.t('problem.offline'), [i18next.t('problem.offlineHint')]]
    : [problem.title, [problem.detail === problem.title ? '' : problem.detail, problem.hint].filter(Boolean)]
  notify({
    id: `${problem.type}: ${problem.detail}`,
    color: 'red',
    title,
    message: lines.map((line) => (
      <Text size="sm" c="dimmed" key={line}>
        {line}
      </Text>
    )),
    autoClose: 9_000,
  })
}
