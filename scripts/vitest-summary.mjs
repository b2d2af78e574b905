// A vitest reporter that leaves the counts and the reasons of skips in the file RELINK_UNIT_SUMMARY names.
import { writeFileSync } from 'node:fs'

const nameOf = (test) => `${test.module.relativeModuleId} › ${test.fullName}`

function skipOf(test) {
  const { note } = test.result()
  return { test: nameOf(test), reason: note ?? 'no reason given' }
}

export default class SummaryReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const inState = (state) => tests.filter((test) => test.result().state === state)
    // A file that cannot even be loaded has no tests to count.
    const brokenFiles = modules.filter((module) => module.errors().length > 0)
    const summary = {
      passed: inState('passed').length,
      failed: inState('failed').length + brokenFiles.length + unhandledErrors.length,
      skips: inState('skipped').map(skipOf),
    }
    writeFileSync(process.env.RELINK_UNIT_SUMMARY, JSON.stringify(summary))
  }
}
