import AxeBuilder from '@axe-core/playwright'
import { expect, open, type Page, pane, test } from './support/test.ts'

/** Each screen in the states a person meets, and what shows that it is there. */
const screens: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ['a case', (page) => expect(pane(page)).toContainText('What will be written')],
  [
    'a dismissal',
    async (page) => {
      await pane(page).getByRole('radio', { name: 'Dismiss…' }).check()
      await expect(pane(page).getByLabel('Why')).toBeVisible()
    },
  ],
  [
    'the keys',
    async (page) => {
      await expect(pane(page)).toBeVisible()
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog')).toContainText('Dry run')
    },
  ],
  [
    'the record of a case',
    async (page) => {
      await pane(page)
        .getByRole('button', { name: /^Relink/ })
        .click()
      await expect(pane(page)).toContainText('Recovered.')
    },
  ],
  [
    'the preview of many',
    async (page) => {
      await open(page, '/recovery/repair')
      await expect(pane(page)).toContainText(/^.*Creates \d+/)
    },
  ],
  [
    'the customers',
    async (page) => {
      await open(page, '/customers')
      await expect(page.getByRole('list', { name: 'Customers' })).toContainText('Ed Okafor')
    },
  ],
  [
    'a broken customer',
    async (page) => {
      await open(page, '/customers/4711')
      await expect(page.getByRole('heading', { name: 'Time line' })).toBeVisible()
    },
  ],
  [
    'a healthy customer',
    async (page) => {
      await open(page, '/customers/4500')
      await expect(page.getByRole('heading', { name: 'Time line' })).toBeVisible()
    },
  ],
  [
    'a portal link',
    async (page) => {
      await open(page, '/customers/4500')
      await page.getByRole('button', { name: /^Portal link/ }).click()
      await expect(page.getByText(/portal link/i).last()).toBeVisible()
    },
  ],
  [
    'no alerts',
    async (page) => {
      await open(page, '/alerts')
      await expect(page.getByText('An alert stands here')).toBeVisible()
    },
  ],
  [
    'the overview',
    async (page) => {
      await open(page, '/overview')
      await expect(page.getByRole('list', { name: 'Needs you' })).toContainText('Olga Ito')
      await expect(page.getByText('Stripe API')).toBeVisible()
    },
  ],
  [
    'the palette',
    async (page) => {
      await expect(pane(page)).toBeVisible()
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: /^A person/ }).fill('ada@')
      await expect(page.getByRole('option', { name: /Ada Moreno/ })).toBeVisible()
      await expect(page.getByRole('dialog').getByText('user 4711')).toBeVisible()
    },
  ],
  [
    'the subscriptions',
    async (page) => {
      await open(page, '/subscriptions')
      await expect(page.getByRole('list', { name: 'Subscriptions' })).toContainText('active')
    },
  ],
  [
    'the changes',
    async (page) => {
      await open(page, '/activity/changes')
      await expect(page.getByRole('button', { name: /Verify/ })).toBeVisible()
    },
  ],
  [
    'the requests',
    async (page) => {
      await open(page, '/activity/requests')
      await expect(page.getByRole('list', { name: 'Requests' })).toContainText('/v1/customers')
    },
  ],
]

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test(`axe finds nothing on any screen, ${colorScheme}`, async ({ page }) => {
      test.setTimeout(120_000)
      for (const [name, show] of screens) {
        await open(page, '/recovery')
        await show(page)
        const { violations } = await new AxeBuilder({ page }).analyze()
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
        expect.soft(found, name).toEqual([])
      }
    })
  })
}
