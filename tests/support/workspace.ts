import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UserId } from '#contract'
import { type OpenProfile, openProfile } from '../../src-main/app/profiles.ts'
import { openWorkspace, type Workspace } from '../../src-main/app/workspace.ts'
import { createLogger } from '../../src-main/observability/index.ts'
import { audit, type Bench, inbox, runCases } from '../../src-main/recovery/index.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src-main/sandbox/index.ts'

export const actor = { user: 'tester', host: 'test', transport: 'in_process' }

/** A sandbox, and a workspace whose directory is the sandbox's world. */
export interface Stage {
  readonly sandbox: Sandbox
  readonly workspace: Workspace
  readonly profile: OpenProfile
  readonly bench: Bench
  audit(): ReturnType<typeof audit>
  runAll(options?: Partial<Parameters<typeof runCases>[3]>): ReturnType<typeof runCases>
  storedId(user: string): Promise<string | null>
  /** Writes that reached the sandbox since the counters were reset. */
  writes(): number
  close(): Promise<void>
}

export async function setStage(
  options: SandboxOptions & {
    readonly clock?: () => number
    readonly csv?: string
    readonly key?: string
    readonly before?: (sandbox: Sandbox) => void
  } = {},
): Promise<Stage> {
  const { clock = Date.now, csv, key, before, ...sandboxOptions } = options
  const sandbox = await startSandbox({ now: clock, ...sandboxOptions })
  before?.(sandbox)
  const home = mkdtempSync(join(tmpdir(), 'relink-'))
  const log = createLogger({ dir: join(home, 'logs'), level: 'error' })
  const workspace = openWorkspace({ home, kind: 'main', log, now: clock })
  const people = csv ?? (await (await fetch(`${sandbox.url}/_sandbox/directory.csv`)).text())
  writeFileSync(join(home, 'people.csv'), people)
  await workspace.directory.importCsv({ file: join(home, 'people.csv') })
  const profile = await openProfile(workspace, {
    secretKey: key ?? sandbox.secretKey,
    apiBase: sandbox.url,
    label: 'test',
    sandbox: true,
  })
  const bench = profile.bench()
  return {
    sandbox,
    workspace,
    profile,
    bench,
    audit: () => audit(bench, {}),
    runAll: (more = {}) =>
      runCases(bench, workspace.flights, workspace.cases.all(bench, inbox), {
        actor,
        dryRun: false,
        maxCreates: undefined,
        release: undefined,
        choice: undefined,
        planHash: undefined,
        ...more,
      }),
    async storedId(user) {
      const row = await workspace.directory.find(UserId.parse(user))
      return row?.storedId[profile.environment] ?? null
    },
    writes: () => sandbox.control.requests().writes,
    async close() {
      await workspace.close()
      await sandbox.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
