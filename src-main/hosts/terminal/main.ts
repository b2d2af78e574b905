import { calledFrom } from '../homes.ts'
import { terminalMain } from './terminal-main.ts'

// Only the owner of a home needs the application: its clients start without it.
await terminalMain(async (home, log) => {
  const { openCore } = await import('../../app/index.ts')
  return openCore(home, log, { folder: calledFrom(process.env), env: process.env })
})
