import { join } from 'node:path'
import { browserMain } from '../../../src-main/hosts/browser/browser-main.ts'
import { openFakeCore } from './fake-core.ts'

await browserMain(openFakeCore, 'demo', join(import.meta.dirname, 'pages'))
