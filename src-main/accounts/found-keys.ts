import type { FoundKey, KeySource, ProfileId } from '#contract'
import { type CliKey, readCliKeys } from './cli-config.ts'
import { keyVariable, readEnvKeys } from './env-file.ts'
import { readKeyFile } from './key-file.ts'
import { KeyError, parseSecretKey } from './secret-key.ts'

/** The only two files that are looked into without being named by a person. */
export type KeyFiles = Readonly<Record<KeySource, string>>

export interface FoundSource {
  readonly source: KeySource
  readonly file: string
  readonly keys: FoundKey[]
  readonly notUsedYet: string[]
  readonly problem: string | null
}

/** What lies in them, without any key: as it may be shown. Files that are not there are left out. */
export async function findKeys(
  files: KeyFiles,
  profileOf: (secretKey: string) => ProfileId | null,
): Promise<FoundSource[]> {
  const sources = await Promise.all(
    (['env_file', 'stripe_cli'] as const).map((source) => read(source, files[source])),
  )
  return sources.flatMap((found): FoundSource[] => {
    if (found === null) return []
    const { keys, ...source } = found
    return [{ ...source, keys: keys.map((key) => shown(key, source.source, profileOf)) }]
  })
}

/** The text of a key that `findKeys` has shown, as it stands in the file now; undefined where it is gone. */
export async function takeKey(
  files: KeyFiles,
  source: KeySource,
  name: string,
): Promise<string | undefined> {
  const found = await read(source, files[source])
  return found?.keys.find((key) => key.name === name)?.value
}

async function read(source: KeySource, file: string) {
  const found = await readKeyFile(file)
  const base = { source, file, keys: [] as CliKey[], notUsedYet: [] as string[], problem: null }
  switch (found.kind) {
    case 'absent':
      return null
    case 'unreadable':
      return { ...base, problem: `${file} ${found.why}` }
    case 'text':
      return { ...base, ...(source === 'env_file' ? inEnv(found.text) : inCli(found.text)) }
  }
}

function inEnv(text: string) {
  const { secretKey, notUsedYet } = readEnvKeys(text)
  const keys = secretKey === null ? [] : [{ name: keyVariable, value: secretKey, expires: null }]
  return { keys, notUsedYet }
}

const inCli = (text: string) => ({ keys: readCliKeys(text) })

function shown(
  { name, value, expires }: CliKey,
  source: KeySource,
  profileOf: (secretKey: string) => ProfileId | null,
): FoundKey {
  try {
    const { secretKey, environment, hint } = parseSecretKey(value)
    return { name, hint, environment, expires, profile: profileOf(secretKey), problem: null }
  } catch (error) {
    if (!(error instanceof KeyError)) throw error
    const { reason, message } = error
    const isCliLive = source === 'stripe_cli' && reason === 'masked'
    const detail = isCliLive
      ? 'The Stripe CLI keeps no live key in this file, only a masked one. Paste the live key instead.'
      : message
    const environment = isCliLive ? 'live' : null
    return { name, hint: '', environment, expires, profile: null, problem: { reason, detail } }
  }
}
