import { Button, Menu } from '@mantine/core'
import { IconCheck, IconLanguage } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { chooseLanguage, LANGUAGES, language, type Language } from '@/lib/i18n'

/** The choice of a language; each stands in its own. */
export function LanguageMenu() {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconLanguage size={16} />}
          aria-label={`${t('language')}: ${LANGUAGES[language()]}`}
        >
          {LANGUAGES[language()]}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <LanguageItems />
      </Menu.Dropdown>
    </Menu>
  )
}

export function LanguageItems() {
  return Object.entries(LANGUAGES).map(([tag, name]) => (
    <Menu.Item
      key={tag}
      lang={tag}
      rightSection={tag === language() ? <IconCheck size={14} /> : undefined}
      onClick={() => void chooseLanguage(tag as Language)}
    >
      {name}
    </Menu.Item>
  ))
}
