import { parseEnv } from 'node:util'

/** The one variable of a `.env` that is a key for us. */
export const keyVariable = 'STRIPE_SECRET_KEY'

/** What Relink will read one day, and says so. */
const forLater = /^(STRIPE_WEBHOOK_SECRET|STRIPE_PUBLISHABLE_KEY|DATABASE_URL|SMTP_[A-Z0-9_]+)$/

export interface EnvKeys {
  /** As it stands there, unchecked; null where there is none. */
  readonly secretKey: string | null
  /** Names only, by the alphabet. */
  readonly notUsedYet: string[]
}

/** Reads the text of a `.env`, with quotes, comments and `export` as everybody writes them. */
export function readEnvKeys(text: string): EnvKeys {
  const variables = parseEnv(text)
  const names = Object.keys(variables).filter((name) => variables[name])
  return {
    secretKey: variables[keyVariable] || null,
    notUsedYet: names.filter((name) => forLater.test(name)).sort(),
  }
}
