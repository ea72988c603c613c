import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import en from '@/locales/en'

const KEY = 'deedbook-language'

/** Languages of the app with their own names, for a menu. English is in the first load, the others come when asked for. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const
export type Language = keyof typeof LANGUAGES

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof en
  }
}

const LOADERS: Record<Exclude<Language, 'en'>, () => Promise<{ default: typeof en }>> = {
  de: () => import('@/locales/de'),
}

export async function startTranslation(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { en },
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'common',
    interpolation: { escapeValue: false }, // React escapes
  })
  await speak(preferred())
}

/** Switches the app to a language and keeps the choice in this browser. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEY, language)
  await speak(language)
}

export function language(): Language {
  return isLanguage(i18next.language) ? i18next.language : 'en'
}

async function speak(language: Language): Promise<void> {
  if (language !== 'en' && !i18next.hasResourceBundle(language, 'common')) {
    const { default: bundles } = await LOADERS[language]()
    for (const [namespace, texts] of Object.entries(bundles)) {
      i18next.addResourceBundle(language, namespace, texts)
    }
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

function preferred(): Language {
  const wanted = [localStorage.getItem(KEY), ...navigator.languages]
  return wanted.map((tag) => tag?.slice(0, 2)).find(isLanguage) ?? 'en'
}

function isLanguage(text: string | undefined | null): text is Language {
  return text != null && text in LANGUAGES
}
