/** A key in the Stripe CLI's config: `default.test_mode_api_key`, as it stands there. */
export interface CliKey {
  readonly name: string
  readonly value: string
  /** `2026-12-31`, as the CLI wrote it; Stripe decides. */
  readonly expires: string | null
}

/** The first that a login of the CLI has counts; the others are names of older CLIs. */
const testKeys = ['test_mode_api_key', 'secret_key', 'api_key']
const liveKey = 'live_mode_api_key'

/**
 * The keys of every login in the text of a `config.toml`. The CLI writes tables of plain strings, so no more of TOML is
 * understood, and anything else is passed over. Live keys are masked there.
 */
export function readCliKeys(text: string): CliKey[] {
  return [...tablesOf(text)].flatMap(([table, values]) => {
    const keyNamed = (name: string, expiry: string): CliKey[] => {
      const value = values.get(name)
      if (!value) return []
      return [{ name: `${table}.${name}`, value, expires: values.get(expiry) ?? null }]
    }
    const test = testKeys.find((name) => values.get(name)) ?? ''
    return [
      ...keyNamed(test, 'test_mode_key_expires_at'),
      ...keyNamed(liveKey, 'live_mode_key_expires_at'),
    ]
  })
}

function tablesOf(text: string): Map<string, Map<string, string>> {
  const tables = new Map<string, Map<string, string>>()
  let table: Map<string, string> | undefined
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[\s*["']?([^\]"']+?)["']?\s*\]\s*(?:#.*)?$/.exec(line)?.[1]
    if (header !== undefined) {
      table = tables.get(header) ?? new Map()
      tables.set(header, table)
    }
    const [, name = '', inDouble, inSingle] =
      /^\s*([A-Za-z0-9_-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')\s*(?:#.*)?$/.exec(line) ?? []
    table?.set(name, inDouble ?? inSingle ?? '')
  }
  return tables
}
