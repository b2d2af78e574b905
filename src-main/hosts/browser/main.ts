import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { type GivenKey, openCore } from '../../app/index.ts'
import { browserMain } from './browser-main.ts'

/** A key in the environment is a profile for this run; without one there is the demo. */
function keyOf({ STRIPE_SECRET_KEY, RELINK_STRIPE_API }: NodeJS.ProcessEnv): GivenKey | undefined {
  if (!STRIPE_SECRET_KEY) return undefined
  return { secretKey: STRIPE_SECRET_KEY, apiBase: RELINK_STRIPE_API, label: 'env', sandbox: false }
}

const key = keyOf(process.env)
const pages = join(dirname(findPackageJSON(import.meta.url) ?? '.'), 'out/renderer')
await browserMain(
  (home, log) => openCore(home, log, { key }),
  key === undefined ? 'demo' : 'main',
  pages,
)
