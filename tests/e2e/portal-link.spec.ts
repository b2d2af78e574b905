import { startOnAccount } from './support/account.ts'
import { expect, open, type Page, test } from './support/test.ts'

const openUser = (page: Page, user: string) => open(page, `/customers/${user}`)

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

test('a portal link is made at the key, copied and opened, and stands nowhere on the page', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openUser(page, '4500')
  await expect(page.getByRole('button', { name: /^Portal link/ })).toBeVisible()
  await page.keyboard.press('p')
  await expect(page.getByText('Portal link copied.')).toBeVisible()
  const url = await clipboard(page)
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/.+/)
  expect(await page.content()).not.toContain(url)

  const opened = context.waitForEvent('page')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  expect((await opened).url()).toBe(url)

  await open(page, '/activity/changes')
  await expect(page.getByRole('list', { name: 'Changes' })).toContainText('portal link created')
  expect(await page.content()).not.toContain(url)
})

test('where a person has to decide first, the reason stands in place', async ({ page }) => {
  await page.getByRole('link', { name: /Nadia Quinn/ }).click()
  await page.getByRole('article').getByRole('link', { name: 'Nadia Quinn' }).click()
  await page.getByRole('button', { name: /^Portal link/ }).click()
  const reason = page.getByRole('alert')
  await expect(reason).toContainText('A person has to decide')
  await expect(reason).toContainText('No link was made.')
})

const live = test.extend({
  host: async ({ seed: _ }, use) => {
    const host = await startOnAccount({ users: 60, missing: 0.1, key: 'sk_live_world' })
    await use(host)
    await host.stop()
  },
})

live('in live the gate asks before a link is made, and a no makes none', async ({ page, host }) => {
  const user = [...host.storedIds().keys()][0] ?? ''
  await openUser(page, user)
  await page.getByRole('button', { name: /^Portal link/ }).click()
  const question = page.getByRole('dialog', { name: 'Make a portal link?' })
  await expect(question).toContainText('LIVE · observe')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(question).toBeHidden()
  await expect(page.getByRole('alert')).toBeHidden()

  await page.keyboard.press('p')
  await question.getByRole('button', { name: 'Make a portal link' }).click()
  await expect(page.getByRole('alert')).toContainText('Nothing was changed.')
})
