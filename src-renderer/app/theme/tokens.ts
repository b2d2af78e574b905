/** Every colour of the product, by what it means (look.md). Hex stands in this folder and nowhere else. */
export interface Palette {
  readonly canvas: string
  readonly surface: string
  readonly raised: string
  readonly hover: string
  readonly selected: string
  readonly hairline: string
  readonly control: string
  readonly text: string
  readonly second: string
  readonly third: string
  readonly accent: string
  readonly ok: string
  readonly okTint: string
  readonly warn: string
  readonly warnTint: string
  readonly bad: string
  readonly badTint: string
  readonly live: string
  readonly sandbox: string
  readonly test: string
}

export const light: Palette = {
  canvas: '#F6F5F3',
  surface: '#FFFFFF',
  raised: '#FFFFFF',
  hover: '#F0EFEC',
  selected: '#E6EDFB',
  hairline: '#E2E0DB',
  control: '#858379',
  text: '#1B1A18',
  second: '#55534D',
  third: '#6B6962',
  accent: '#2454C5',
  ok: '#1F7A3E',
  okTint: '#E4F3E9',
  warn: '#8A5A00',
  warnTint: '#FBF0DA',
  bad: '#B23A16',
  badTint: '#FBE9E2',
  live: '#C4122F',
  sandbox: '#6B3FC9',
  test: '#4B6478',
}

export const dark: Palette = {
  canvas: '#131416',
  surface: '#1A1B1E',
  raised: '#232529',
  hover: '#26282C',
  selected: '#22304F',
  hairline: '#303338',
  control: '#7E838B',
  text: '#ECEBE8',
  second: '#B2B1AC',
  third: '#9B9A95',
  accent: '#8DB0FF',
  ok: '#63C787',
  okTint: '#17301F',
  warn: '#E0A93B',
  warnTint: '#33280F',
  bad: '#FF8F6B',
  badTint: '#3A2018',
  live: '#CE2B37',
  sandbox: '#6B3FC9',
  test: '#4B6478',
}

/** Text on an environment's fill, in both schemes. */
export const onEnvironment = '#FFFFFF'
