import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { browserMain } from '../../../src-main/hosts/browser/browser-main.ts'
import { openFakeCore } from './fake-core.ts'

const root = dirname(findPackageJSON(import.meta.url) ?? '')

await browserMain(openFakeCore, () => 'demo', join(root, 'tests/hosts/support/pages'))
