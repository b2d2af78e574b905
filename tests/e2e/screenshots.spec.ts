import { expect, open, type Page, pane, test } from './support/test.ts'

/** The pictures that stand in the README and are looked at before a release, in the order that changes least first. */
const pictures: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  [
    'overview',
    async (page) => {
      await open(page, '/overview')
      await expect(page.getByRole('list', { name: 'Needs you' })).toContainText('Kira Kovacs')
      await expect(page.getByText('Stripe API')).toBeVisible()
    },
  ],
  [
    'subscriptions',
    async (page) => {
      await open(page, '/subscriptions')
      await expect(page.getByRole('list', { name: 'Subscriptions' })).toContainText('active')
    },
  ],
  [
    'palette',
    async (page) => {
      await page.keyboard.press('Control+k')
      await page.keyboard.insertText('ada@northwind.test')
      await expect(page.getByRole('dialog').getByText('user 4711')).toBeVisible()
    },
  ],
  [
    'palette-actions',
    async (page) => {
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('option', { name: /Audit/ })).toBeVisible()
    },
  ],
  ['recovery', (page) => expect(pane(page)).toContainText('What will be written')],
  [
    'case',
    async (page) => {
      await page.getByRole('link', { name: /Ada Moreno/ }).click()
      await expect(pane(page)).toContainText('user 4711')
      await page.keyboard.press('c')
      await expect(pane(page)).toContainText('list by e-mail')
    },
  ],
  [
    'bulk-preview',
    async (page) => {
      await page.keyboard.press('b')
      await expect(pane(page)).toContainText(/Creates \d+ customers/)
    },
  ],
  [
    'customers',
    async (page) => {
      await open(page, '/customers')
      await expect(page.getByRole('list', { name: 'Customers' })).toContainText('Ed Okafor')
    },
  ],
  [
    'customer',
    async (page) => {
      await open(page, '/customers/4711')
      await expect(page.getByRole('heading', { name: 'Time line' })).toBeVisible()
    },
  ],
  [
    'customer-healthy',
    async (page) => {
      await open(page, '/customers/4500')
      await expect(page.getByRole('listitem').filter({ hasText: 'visa' }).first()).toBeVisible()
    },
  ],
  [
    'case-done',
    async (page) => {
      await page.getByRole('link', { name: /Ada Moreno/ }).click()
      await expect(pane(page)).toContainText('user 4711')
      await page.keyboard.press('Enter')
      await expect(pane(page)).toContainText('Recovered.')
    },
  ],
  [
    'activity',
    async (page) => {
      await page.keyboard.press('b')
      await pane(page)
        .getByRole('button', { name: /^Repair \d+ cases/ })
        .click()
      await expect(pane(page).getByRole('heading', { name: 'Done' })).toBeVisible()
      await open(page, '/activity/changes')
      await page.getByRole('button', { name: /Verify/ }).click()
      await expect(page.getByText('none changed or removed')).toBeVisible()
    },
  ],
]

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test(`pictures, ${colorScheme}`, async ({ page }) => {
      test.setTimeout(120_000)
      for (const [name, show] of pictures) {
        await open(page, '/recovery')
        await expect(pane(page)).toBeVisible()
        await show(page)
        await page.mouse.move(0, 0)
        await page.screenshot({ path: `screenshots/${name}-${colorScheme}.png` })
      }
    })
  })
}
