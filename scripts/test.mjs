// `npm test`: every check there is, stage by stage. `npm test -- <part of a path>` runs only the test files that hold it,
// `--only lint,unit` only these stages. The last line is `N passed, N failed`.
import { boundaries, build, deadCode, lint, types } from './lib/checks.mjs'
import { browserFiles, endToEnd, unit, unitFiles } from './lib/suites.mjs'

const checks = { lint, types, boundaries, 'dead-code': deadCode, build }
const suites = {
  unit: { run: unit, filesOf: unitFiles },
  e2e: { run: endToEnd, filesOf: browserFiles },
}
const everyStage = [...Object.keys(checks), ...Object.keys(suites)]

const say = (text) => process.stdout.write(`${text}\n`)
const totals = { passed: 0, failed: 0, skips: [] }

function finish() {
  for (const { test, reason } of totals.skips) say(`skipped: ${test}: ${reason}`)
  say(`${totals.passed} passed, ${totals.failed} failed`)
  process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0
}

function refuse(sentence) {
  say(sentence)
  totals.failed += 1
}

function readArguments(args) {
  const only = args.indexOf('--only')
  const stages = only === -1 ? null : (args[only + 1] ?? '').split(',')
  const patterns = args.filter((_, i) => only === -1 || (i !== only && i !== only + 1))
  return { stages, patterns }
}

async function stage(name, work) {
  const started = Date.now()
  const { passed, failed, skips = [], problem = null } = await work()
  const mark = failed > 0 ? '✗' : '✓'
  say(`${mark} ${name} ${((Date.now() - started) / 1000).toFixed(1)} s`)
  if (problem) say(problem)
  totals.passed += passed
  totals.failed += failed
  totals.skips.push(...skips)
  return { passed, failed }
}

async function asCheck(check) {
  const problem = await check()
  return { passed: problem ? 0 : 1, failed: problem ? 1 : 0, problem }
}

async function runSuite({ filesOf, run }, name, patterns) {
  const files = filesOf(patterns)
  if (files.length === 0) return 0
  const counts = await stage(name, () => run(files))
  return counts.passed + counts.failed
}

async function main() {
  const { stages, patterns } = readArguments(process.argv.slice(2))
  const unknown = (stages ?? []).filter((name) => !everyStage.includes(name))
  if (unknown.length > 0) {
    return refuse(`There is no stage ${unknown.join(', ')}; there are ${everyStage.join(', ')}.`)
  }
  // A part of the tests is for somebody in the middle of a change: no look at all the code, but a current build.
  const chosen = stages ?? (patterns.length > 0 ? ['build', ...Object.keys(suites)] : everyStage)
  const unmatched = patterns.find((pattern) =>
    Object.values(suites).every(({ filesOf }) => filesOf([pattern]).length === 0),
  )
  if (unmatched !== undefined) return refuse(`No test file has ${unmatched} in its path.`)
  for (const name of chosen.filter((stageName) => stageName in checks)) {
    await stage(name, () => asCheck(checks[name]))
  }
  const chosenSuites = chosen.filter((stageName) => stageName in suites)
  let tests = 0
  for (const name of chosenSuites) tests += await runSuite(suites[name], name, patterns)
  if (chosenSuites.length > 0 && tests === 0) refuse('No test ran.')
}

await main()
finish()
