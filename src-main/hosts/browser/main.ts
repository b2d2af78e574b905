import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { openCore } from '../../app/index.ts'
import { browserMain } from './browser-main.ts'

const root = dirname(findPackageJSON(import.meta.url) ?? '')

await browserMain(openCore, join(root, 'out/renderer'))
