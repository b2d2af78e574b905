// The stages of `npm test` that run tests. Each answers with counts, skips and, if it could not run, why.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium, noChromium } from './chromium.mjs'
import { at, filesBelow } from './paths.mjs'
import { runTool } from './run.mjs'

/** Playwright's workers complain about NO_COLOR beside the variable that it gives them itself. */
const plainWhenPiped = process.stdout.isTTY ? {} : { NO_COLOR: undefined, FORCE_COLOR: '0' }

const sources = () => ['src-main', 'src-preload', 'src-renderer', 'tests'].flatMap(filesBelow)
const holds = (patterns) => (file) =>
  patterns.length === 0 || patterns.some((pattern) => file.includes(pattern))

export const unitFiles = (patterns) =>
  sources()
    .filter((f) => /\.test\.tsx?$/.test(f))
    .filter(holds(patterns))

/** The screenshots are a project of their own, run by `npm run screenshots`. */
export const browserFiles = (patterns) =>
  filesBelow('tests/e2e')
    .filter((f) => f.endsWith('.spec.ts') && !f.endsWith('screenshots.spec.ts'))
    .filter(holds(patterns))

/** @returns what the tool left in the file that it is told to write, or null */
async function withSummary(run) {
  const folder = mkdtempSync(join(tmpdir(), 'relink-test-'))
  const file = join(folder, 'summary.json')
  try {
    const { code } = await run(file)
    return { code, summary: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const ended = (counts, code) =>
  counts.failed === 0 && code !== 0
    ? { ...counts, failed: 1, problem: `ended with exit code ${code}` }
    : counts

export async function unit(files) {
  const reporters = ['--reporter=default', `--reporter=${at('scripts/vitest-summary.mjs')}`]
  const { code, summary } = await withSummary((file) =>
    runTool(['vitest/vitest.mjs', 'run', ...reporters, ...files], {
      show: true,
      env: { RELINK_UNIT_SUMMARY: file },
    }),
  )
  return ended(summary ?? { passed: 0, failed: 0, skips: [] }, code)
}

export async function endToEnd(files) {
  const chromium = findChromium()
  if (!chromium) {
    if (process.env.CI) return { passed: 0, failed: 1, skips: [], problem: noChromium }
    return { passed: 0, failed: 0, skips: [{ test: 'end to end', reason: noChromium }] }
  }
  const exact = files.map((file) => `${file.replaceAll('.', '\\.')}$`)
  const { code, summary } = await withSummary((file) =>
    runTool(['playwright/cli.js', 'test', '--reporter=list,json', ...exact], {
      show: true,
      env: {
        ...plainWhenPiped,
        CHROMIUM_PATH: chromium,
        PLAYWRIGHT_JSON_OUTPUT_NAME: file,
      },
    }),
  )
  return ended(summary ? playwrightCounts(summary) : { passed: 0, failed: 0, skips: [] }, code)
}

/** A test that passed only at a second try is flaky, and flaky is broken. */
function playwrightCounts({ suites, errors }) {
  const specs = suites.flatMap(specsBelow)
  const inState = (...states) => specs.filter(({ test }) => states.includes(test.status))
  return {
    passed: inState('expected').length,
    failed: inState('unexpected', 'flaky').length + errors.length,
    skips: inState('skipped').map(({ name, test }) => ({
      test: name,
      reason:
        test.annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given',
    })),
  }
}

function specsBelow(suite) {
  const own = suite.specs.flatMap((spec) =>
    spec.tests.map((test) => ({ name: `${spec.file} › ${spec.title}`, test })),
  )
  return [...own, ...(suite.suites ?? []).flatMap(specsBelow)]
}
