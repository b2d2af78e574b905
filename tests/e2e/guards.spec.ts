import { startOnAccount } from './support/account.ts'
import { test as base, expect, open, pane, sentence } from './support/test.ts'

/** 60 users, most of whose customers do not exist, seen with the world's own key or another. */
const test = base.extend<{ key: string }>({
  key: ['sk_test_world', { option: true }],
  host: async ({ key }, use) => {
    const host = await startOnAccount({ users: 60, missing: 0.9, key })
    await use(host)
    await host.stop()
  },
})

test('a run over too many missing links is held until a person has looked', async ({
  page,
  host,
}) => {
  await expect(page).toHaveTitle(/^\[TEST\]/)
  await open(page, '/recovery')
  await page.getByRole('button', { name: /^Audit/ }).click()
  await expect(page.getByText('Held.', { exact: true })).toBeVisible()
  await expect(pane(page).getByRole('button', { name: /^Create and link/ })).toBeDisabled()
  const before = host.storedIds()

  await page.getByRole('link', { name: 'Look and release…' }).click()
  await expect(pane(page).getByRole('button', { name: /^Repair/ })).toBeDisabled()
  await pane(page)
    .getByRole('button', { name: /^I have looked/ })
    .click()
  await expect(pane(page)).toContainText(/Creates 5\d customers/)
  expect(host.changedSince(before)).toBe(0)

  await pane(page)
    .getByRole('button', { name: /^Repair 5\d cases/ })
    .click()
  await expect(pane(page).getByRole('heading', { name: 'Done' })).toBeVisible()
  expect(host.changedSince(before)).toBeGreaterThanOrEqual(50)
})

test.describe('with the key of another account', () => {
  test.use({ key: 'sk_test_elsewhere' })

  test('nothing can be repaired, and the reason stands above the list', async ({ page, host }) => {
    const before = host.storedIds()
    await open(page, '/recovery')
    await page.getByRole('button', { name: /^Audit/ }).click()
    await expect(page.getByText('Nothing may be repaired.', { exact: true })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Look and release…' })).toBeHidden()

    await page.goto(new URL('/recovery/repair', host.url).href)
    await expect(pane(page).getByRole('alert')).toContainText('account')
    await expect(pane(page).getByRole('button', { name: /^Repair/ })).toBeDisabled()
    expect(host.changedSince(before)).toBe(0)
  })
})

test.describe('with a live key', () => {
  test.use({ key: 'sk_live_world' })

  test('the window says live on every side and starts locked', async ({ page }) => {
    await expect(page).toHaveTitle(/^\[LIVE\]/)
    await expect(page.getByRole('banner')).toContainText('LIVE · observe')
    await page.getByRole('button', { name: /^Audit/ }).click()
    await expect(sentence(page)).toContainText('60 users')
  })
})
