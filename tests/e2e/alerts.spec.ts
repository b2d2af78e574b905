import AxeBuilder from '@axe-core/playwright'
import { startOnAccount } from './support/account.ts'
import { expect, open, pane, test } from './support/test.ts'

const broken = test.extend({
  host: async ({ seed: _ }, use) => {
    const host = await startOnAccount({ users: 60, missing: 0.9 })
    await use(host)
    await host.stop()
  },
})

broken(
  'an alert is counted at the bell, says what is wrong and leads to its solution',
  async ({ page }) => {
    await open(page, '/recovery')
    const bell = page.getByRole('banner').getByRole('link', { name: /alert/ })
    await expect(bell).toHaveAccessibleName('0 alerts')
    await page.getByRole('button', { name: /^Audit/ }).click()
    await expect(bell).toHaveAccessibleName('1 alert')

    await bell.click()
    await expect(page).toHaveURL(/\/alerts$/)
    const alert = page.getByRole('list', { name: 'Alerts' }).getByRole('listitem')
    await expect(alert).toHaveCount(1)
    await expect(alert).toContainText('critical')
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/recovery\//)
    await expect(pane(page)).toBeVisible()
  },
)

test('without a problem the bell has no number and the page says so', async ({ page }) => {
  await expect(pane(page)).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No open alerts.')
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/\/recovery/)
})
