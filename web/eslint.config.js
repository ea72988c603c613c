import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import { readdirSync } from 'node:fs'
import tseslint from 'typescript-eslint'

// Imports go one way: app → features → components → lib. A feature may use those before it in this order, so that
// there is no circle and one can be read without the ones after it.
const FEATURES = [
  'session',
  'workspaces',
  'lists',
  'search',
  'members',
  'grid',
  'records',
  'start',
  'home',
  'settings',
  'shell',
]

const found = readdirSync(new URL('./src/features', import.meta.url))
const unknown = found.filter((name) => !FEATURES.includes(name))
if (unknown.length) throw new Error(`eslint.config.js: give ${unknown.join(', ')} a place in FEATURES`)

const forbid = (files, group, message) => ({
  files: [`src/${files}/**/*.{ts,tsx}`],
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
})
const BOUNDARIES = [
  forbid('lib', ['@/app/**', '@/features/**', '@/components/**'], 'lib knows nothing above it.'),
  forbid('components', ['@/app/**', '@/features/**'], 'components know only components and lib.'),
  ...FEATURES.map((name, place) =>
    forbid(
      `features/${name}`,
      ['@/app/**', ...FEATURES.slice(place + 1).map((later) => `@/features/${later}/**`), '../../../*'],
      `${name} knows only the features before it; see FEATURES in eslint.config.js.`,
    ),
  ),
]

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/lib/api/schema.d.ts'] },
  js.configs.recommended,
  {
    files: ['scripts/*.mjs', 'public/*.js', '*.cjs', '*.config.js'],
    languageOptions: {
      globals: Object.fromEntries(
        ['console', 'process', 'URL', 'localStorage', 'matchMedia', 'document', 'module'].map((name) => [
          name,
          true,
        ]),
      ),
    },
  },
  {
    files: ['src/**/*.{ts,tsx}', 'vite.config.ts'],
    extends: [...tseslint.configs.strictTypeChecked, reactHooks.configs.flat['recommended-latest']],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/only-throw-error': [
        'error',
        { allow: [{ from: 'package', package: '@tanstack/router-core', name: 'Redirect' }] },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
    },
  },
  ...BOUNDARIES,
  { files: ['src/locales/**', 'vite.config.ts'], rules: { 'no-restricted-exports': 'off' } },
  { files: ['**/*.test.{ts,tsx}'], rules: { 'max-lines': 'off' } },
)
