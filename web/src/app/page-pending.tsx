import { Skeleton, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** In place of a page that takes more than a moment, with about its shape. */
export function PagePending() {
  const { t } = useTranslation()
  return (
    <Stack p="lg" gap="md" role="status" aria-label={t('loading')}>
      <Skeleton h={24} w={200} />
      <Skeleton h={120} radius="lg" />
      <Skeleton h={240} radius="lg" />
    </Stack>
  )
}
