import { join, resolve } from 'node:path'
import envPaths from 'env-paths'
import { createLogger, type Log } from '../observability/index.ts'
import type { Home } from './core.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The folder that relative paths are meant from: npm changes it to the package's own, and says where it was. */
export function calledFrom(env: Environment): string {
  const isOurScript = ['relink', 'start'].includes(env['npm_lifecycle_event'] ?? '')
  return (isOurScript && env['INIT_CWD']) || process.cwd()
}

/** RELINK_HOME, else the usual place of this system for an application's data. */
export function mainFolder(env: Environment): string {
  const asked = env['RELINK_HOME']
  return asked ? resolve(calledFrom(env), asked) : envPaths('relink', { suffix: '' }).data
}

/** The demo lies in a folder of its own, so that its people never meet a real account. */
export function homeOf(env: Environment, kind: Home['kind']): Home {
  const main = mainFolder(env)
  return { folder: kind === 'demo' ? join(main, 'demo') : main, kind }
}

export const openLog = ({ folder }: Home): Log => createLogger({ dir: join(folder, 'logs') })
