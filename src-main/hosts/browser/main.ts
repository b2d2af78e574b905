import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { type GivenKey, hasKeptProfiles, openCore } from '../../app/index.ts'
import { calledFrom, mainFolder } from '../homes.ts'
import { browserMain } from './browser-main.ts'

/** A key in the environment is a profile for this run. */
function keyOf({ STRIPE_SECRET_KEY, RELINK_STRIPE_API }: NodeJS.ProcessEnv): GivenKey | undefined {
  if (!STRIPE_SECRET_KEY) return undefined
  return { secretKey: STRIPE_SECRET_KEY, apiBase: RELINK_STRIPE_API, label: 'env', sandbox: false }
}

const { env } = process
const key = keyOf(env)
/** One's own workspace once it has something to work with; until then the demo. */
const whichHome = () => (key !== undefined || hasKeptProfiles(mainFolder(env)) ? 'main' : 'demo')
const pages = join(dirname(findPackageJSON(import.meta.url) ?? '.'), 'out/renderer')
await browserMain(
  (home, log) => openCore(home, log, { key, folder: calledFrom(env), env }),
  whichHome,
  pages,
)
