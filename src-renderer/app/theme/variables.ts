import {
  type CSSVariablesResolver,
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core'
import { theme } from './theme.ts'
import { dark, light, onEnvironment, type Palette } from './tokens.ts'

type Variables = ReturnType<CSSVariablesResolver>['light']

/** Mantine's own names for what look.md calls canvas, raised, hover, hairline and third, and ours for the rest. */
function fromPalette(palette: Palette): Variables {
  return {
    '--mantine-color-body': palette.canvas,
    '--mantine-color-text': palette.text,
    '--mantine-color-dimmed': palette.third,
    '--mantine-color-placeholder': palette.third,
    '--mantine-color-anchor': palette.accent,
    '--mantine-color-error': palette.bad,
    '--mantine-color-default': palette.raised,
    '--mantine-color-default-hover': palette.hover,
    '--mantine-color-default-border': palette.hairline,
    '--rl-surface': palette.surface,
    '--rl-selected': palette.selected,
    '--rl-control': palette.control,
    '--rl-second': palette.second,
    '--rl-accent': palette.accent,
    '--rl-ok': palette.ok,
    '--rl-ok-tint': palette.okTint,
    '--rl-warn': palette.warn,
    '--rl-warn-tint': palette.warnTint,
    '--rl-bad': palette.bad,
    '--rl-bad-tint': palette.badTint,
    '--rl-live': palette.live,
    '--rl-sandbox': palette.sandbox,
    '--rl-test': palette.test,
    '--rl-on-environment': onEnvironment,
  }
}

/**
 * Puts the theme's variables on the page as a constructed style sheet. Mantine would write a `<style>` element,
 * which the content security policy (self only, nothing inline) refuses.
 */
export function installVariables(): void {
  const merged = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme))
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    convertCssVariables({
      variables: merged.variables,
      light: { ...merged.light, ...fromPalette(light), '--mantine-color-scheme': 'light' },
      dark: { ...merged.dark, ...fromPalette(dark), '--mantine-color-scheme': 'dark' },
    }),
  )
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}
