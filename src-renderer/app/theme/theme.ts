import {
  Button,
  createTheme,
  type MantineColorsTuple,
  Menu,
  ModalRoot,
  Radio,
  Select,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core'
import controls from './controls.module.css'

const cobalt: MantineColorsTuple = [
  '#EEF3FD',
  '#E6EDFB',
  '#C9D8F6',
  '#9DB8EE',
  '#8DB0FF',
  '#5C86E0',
  '#2454C5',
  '#1F49AE',
  '#1A3D92',
  '#152F70',
]
const gray: MantineColorsTuple = [
  '#FAF9F7',
  '#F6F5F3',
  '#F0EFEC',
  '#E2E0DB',
  '#CBC9C2',
  '#9B9A95',
  '#6B6962',
  '#55534D',
  '#33322E',
  '#1B1A18',
]
const dark: MantineColorsTuple = [
  '#ECEBE8',
  '#B2B1AC',
  '#9B9A95',
  '#7E838B',
  '#303338',
  '#26282C',
  '#232529',
  '#1A1B1E',
  '#131416',
  '#0D0E10',
]

/** 28 px for every control, labels 12/500. */
const control = { classNames: { input: controls['input'] ?? '', label: controls['label'] ?? '' } }

export const theme = createTheme({
  colors: { cobalt, gray, dark },
  primaryColor: 'cobalt',
  primaryShade: { light: 6, dark: 4 },
  autoContrast: true,
  black: '#1B1A18',
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: '"JetBrains Mono Variable", ui-monospace, monospace',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '16px', sm: '16px', md: '20px', lg: '22px', xl: '26px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '14px' },
  defaultRadius: 'sm',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '18px', lineHeight: '26px' },
      h2: { fontSize: '15px', lineHeight: '22px' },
      h3: { fontSize: '13px', lineHeight: '20px' },
    },
  },
  shadows: {
    xs: 'none',
    sm: 'none',
    md: '0 4px 16px rgb(0 0 0 / .12)',
    lg: '0 12px 40px rgb(0 0 0 / .2)',
    xl: '0 12px 40px rgb(0 0 0 / .2)',
  },
  cursorType: 'default',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: 'xs', variant: 'default' },
      classNames: { root: controls['button'] ?? '', label: controls['buttonLabel'] ?? '' },
      vars: () => ({
        root: { '--button-height': '28px', '--button-fz': '12px', '--button-padding-x': '10px' },
      }),
    }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' }, ...control }),
    Textarea: Textarea.extend({ defaultProps: { size: 'xs' }, ...control }),
    Select: Select.extend({
      defaultProps: {
        size: 'xs',
        allowDeselect: false,
        comboboxProps: { shadow: 'md', transitionProps: { duration: 0 } },
      },
      ...control,
    }),
    Radio: Radio.extend({
      defaultProps: { size: 'xs' },
      classNames: {
        radio: controls['radio'] ?? '',
        label: controls['radioLabel'] ?? '',
        description: controls['radioDescription'] ?? '',
      },
    }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 0 } } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, withArrow: false, transitionProps: { duration: 0 } },
    }),
    // The frame never scrolls, so nothing need be locked: locking would add an inline style sheet.
    ModalRoot: ModalRoot.extend({
      defaultProps: {
        transitionProps: { duration: 120, transition: 'fade' },
        lockScroll: false,
        radius: 'md',
        shadow: 'lg',
      },
    }),
  },
})
