import { rmSync } from 'node:fs'
import { onTestFinished } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src-main/sandbox/index.ts'
import { type Console, type ConsoleOptions, freshHome, openConsole } from './console.ts'
import { type Stage, setStage } from './workspace.ts'

/** What a test opens is closed when it ends, last opened first. */
const closing = <T extends { close(): Promise<void> }>(opened: T): T => {
  onTestFinished(() => opened.close())
  return opened
}

export const aStage = async (options: Parameters<typeof setStage>[0] = {}): Promise<Stage> =>
  closing(await setStage(options))

export const aSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> =>
  closing(await startSandbox(options))

export const aConsole = async (options: ConsoleOptions): Promise<Console> =>
  closing(await openConsole(options))

export function aHome(): string {
  const home = freshHome()
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  return home
}
