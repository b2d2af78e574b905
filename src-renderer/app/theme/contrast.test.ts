import { describe, expect, it } from 'vitest'
import { contrast } from './contrast.ts'
import { dark, light, onEnvironment, type Palette } from './tokens.ts'

const schemes: readonly [string, Palette][] = [
  ['light', light],
  ['dark', dark],
]
const texts = ['text', 'second', 'third', 'accent', 'ok', 'warn', 'bad'] as const
const grounds = ['canvas', 'surface', 'raised', 'hover', 'selected'] as const

describe.each(schemes)('the %s scheme', (_name, palette) => {
  it.each(texts)('can be read: %s on every ground', (text) => {
    const ratios = grounds.map((ground) => [ground, contrast(palette[text], palette[ground])])
    expect(ratios.filter(([, ratio]) => Number(ratio) < 4.5)).toEqual([])
  })

  it.each(['ok', 'warn', 'bad'] as const)('can be read: %s on its own tint', (name) => {
    expect(contrast(palette[name], palette[`${name}Tint`])).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['live', 'sandbox', 'test'] as const)('can be read: the word on the %s fill', (name) => {
    expect(contrast(onEnvironment, palette[name])).toBeGreaterThanOrEqual(4.5)
  })

  it('shows the edge of a control', () => {
    expect(contrast(palette.control, palette.surface)).toBeGreaterThanOrEqual(3)
  })
})
