import { terminalMain } from '../../../src-main/hosts/terminal/terminal-main.ts'
import { openFakeCore } from './fake-core.ts'

await terminalMain(openFakeCore)
