// The stages of `npm test` that look at the code without running it. Each answers with what is wrong, or null.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { at, filesBelow, root } from './paths.mjs'
import { runTool } from './run.mjs'

const orNull = ({ code, output }) => (code === 0 ? null : output || `exit code ${code}`)

export const lint = async () =>
  orNull(await runTool(['@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']))

export async function types() {
  const sides = ['src-main', 'src-renderer', 'tests/e2e']
  const results = await Promise.all(
    sides.map((side) =>
      runTool(['@typescript/native/bin/tsc', '-p', side, '--noEmit', '--pretty', 'false']),
    ),
  )
  return results.map(orNull).filter(Boolean).join('\n') || null
}

/** Where dependency-cruiser understands no TypeScript it sees no modules and says all is well: so its list is compared with ours. */
export async function boundaries() {
  const folders = ['src-main', 'src-preload', 'src-renderer', 'tests'].filter((f) =>
    existsSync(at(f)),
  )
  const cli = 'dependency-cruiser/bin/dependency-cruiser.mjs'
  const config = ['--config', '.dependency-cruiser.mjs', '--ts-config', 'src-main/tsconfig.json']
  const { code, stdout, output } = await runTool([
    cli,
    ...config,
    '--output-type',
    'json',
    ...folders,
  ])
  if (!stdout.startsWith('{')) return output || `exit code ${code}`
  const { modules, summary } = JSON.parse(stdout)
  const seen = new Set(modules.map(({ source }) => source))
  const unseen = folders.flatMap(filesBelow).filter((f) => /\.tsx?$/.test(f) && !seen.has(f))
  const problems = [
    ...summary.violations.map(
      ({ rule, from, to }) => `${rule.severity} ${rule.name}: ${from} → ${to}`,
    ),
    ...unseen.map((file) => `${file} was not looked at`),
  ]
  return problems.join('\n') || null
}

export const deadCode = async () =>
  orNull(await runTool(['knip/bin/knip.js', '--no-progress', '--treat-config-hints-as-errors']))

export function build() {
  const { status, stderr } = spawnSync(process.execPath, [at('scripts/setup.mjs'), 'build'], {
    cwd: root,
    encoding: 'utf8',
  })
  return status === 0 ? null : stderr.trim()
}
