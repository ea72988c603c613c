import {
  ActionIcon,
  Badge,
  Button,
  Card,
  createTheme,
  Input,
  InputWrapper,
  Menu,
  Modal,
  PasswordInput,
  Select,
  TextInput,
  Tooltip,
  type MantineColorsTuple,
} from '@mantine/core'

// The one accent. 7 carries white text, 3 stands on dark grounds: both at 4.5 : 1 or more.
const pine: MantineColorsTuple = [
  '#effaf7',
  '#d9f2ec',
  '#b0e3d8',
  '#7fd0c0',
  '#4fbba8',
  '#2ba593',
  '#158a7b',
  '#0f766e',
  '#0d5f59',
  '#0a4a46',
]
// As legible as the accent, on light and on dark.
const red: MantineColorsTuple = [
  '#fff1f1',
  '#ffe0e1',
  '#ffc4c6',
  '#ff9ea2',
  '#ff8287',
  '#ef5a60',
  '#d93036',
  '#c4242b',
  '#a91e24',
  '#8c191e',
]
const slate: MantineColorsTuple = [
  '#d3d7dd',
  '#b3b9c3',
  '#949ba7',
  '#6b7280',
  '#4a515d',
  '#343a45',
  '#272c35',
  '#1c2027',
  '#15181e',
  '#0f1115',
]

const dense = { defaultProps: { size: 'sm' } }

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: 7,
  colors: { pine, red, dark: slate },
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: "'Inter Variable', ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '14px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    InputWrapper: InputWrapper.extend({ defaultProps: { withAsterisk: false } }),
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray' } }),
    Badge: Badge.extend({ defaultProps: { variant: 'light', tt: 'none', fw: 500 } }),
    Card: Card.extend({
      defaultProps: { withBorder: true, radius: 'lg', padding: 'lg', bg: 'var(--ground-raised)' },
    }),
    Input: Input.extend(dense),
    TextInput: TextInput.extend(dense),
    PasswordInput: PasswordInput.extend(dense),
    Select: Select.extend({ defaultProps: { size: 'sm', allowDeselect: false } }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } }),
    Modal: Modal.extend({
      defaultProps: { centered: true, radius: 'lg', transitionProps: { duration: 120 } },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 350,
        withinPortal: false,
        multiline: true,
        maw: 280,
        transitionProps: { duration: 80 },
      },
    }),
  },
})
