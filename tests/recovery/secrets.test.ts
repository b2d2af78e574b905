import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { UserId } from '#contract'
import { aConsole, aHome, aSandbox } from '../support/afterwards.ts'
import { peopleOf } from '../support/people.ts'

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => statSync(name).isFile())
}

it('a whole run, with refusals and failures, leaves neither key nor portal link in the home', async () => {
  const secret = '51QrelinkT9vXmZ2bH8sKcD4242'
  const key = `sk_test_${secret}`
  const sandbox = await aSandbox()
  const csv = await peopleOf(sandbox, key, { healthy: 20, lost: 3 })
  const home = aHome()
  const opened = await aConsole({ home, url: sandbox.url, key, csv, timeoutMs: 200 })
  await opened.audit()
  sandbox.control.addFault({ kind: 'status', status: 401 })
  await opened.runAll()
  sandbox.control.clearFaults()
  sandbox.control.addFault({ kind: 'timeout', method: 'POST', times: 1 })
  sandbox.control.addFault({ kind: 'status', status: 403, method: 'POST', times: 1 })
  await opened.runAll()
  expect(await opened.runAll()).toMatchObject({ failed: 0 })
  const user = UserId.parse('1')
  const { url } = await opened.client.billing.portal({ profile: opened.profile.view.id, user })
  opened.workspace.requests.flush()

  const files = filesBelow(home)
  expect(files.filter((name) => name.endsWith('-wal')).length).toBeGreaterThan(0)
  expect(files.some((name) => name.includes('logs'))).toBe(true)
  const spellings = [secret, Buffer.from(`${key}:`).toString('base64'), url.split('/').at(-1) ?? '']
  const leaks = files.filter((name) => {
    const bytes = readFileSync(name)
    return spellings.some((text) => bytes.includes(text))
  })
  expect(leaks).toEqual([])
  await opened.workspace.close()
  const left = filesBelow(home).filter((name) => readFileSync(name).includes(secret))
  expect(left).toEqual([])
})
