import { startOnAccount } from './support/account.ts'
import { expect, open, pane, sentence, test } from './support/test.ts'

test('the overview says how billing stands and leads to what needs a look', async ({ page }) => {
  await expect(pane(page)).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('o')
  await expect(sentence(page)).toHaveText(
    '229 of 240 linked. 10 can’t pay, 4 need a look: 1,940.00\u00A0€ a month at risk.',
  )
  await expect(page.getByRole('list', { name: 'By state' })).toContainText('deleted 6')
  await expect(page.getByRole('list', { name: 'By finding' })).toContainText('duplicate 2')
  await expect(page.getByText('Stripe API')).toBeVisible()
  await expect(page.getByText(/^ok\d+ ms/)).toBeVisible()

  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/recovery\/\d+/)
  await page.goBack()
  await expect(page).toHaveURL(/\/overview/)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(pane(page)).toContainText('Kira Kovacs')
})

test('each count of the overview is the way to whom it counts', async ({ page }) => {
  await open(page, '/overview')
  await page.getByRole('link', { name: 'duplicate 2' }).click()
  await expect(page.getByRole('list', { name: 'Cases' }).getByRole('link')).toHaveCount(2)

  await open(page, '/overview')
  await page.getByRole('link', { name: /^linked/ }).click()
  await expect(page).toHaveURL(/\/customers\?state=linked/)

  await open(page, '/overview')
  const status = page.getByRole('list', { name: 'Subscriptions by status' }).getByRole('link')
  const [, word, count] = /^(\D+)(\d+)$/.exec((await status.first().textContent()) ?? '') ?? []
  await status.first().click()
  await expect(page.getByRole('combobox', { name: 'Status' })).toHaveValue(`${word} ${count}`)
})

test('a repair elsewhere changes the sentence without a refresh', async ({ page, context }) => {
  await open(page, '/overview')
  await expect(sentence(page)).toContainText('10 can’t pay')
  const other = await context.newPage()
  await other.goto(new URL('/recovery', page.url()).href)
  await expect(pane(other)).toContainText('What will be written')
  await other.keyboard.press('Enter')
  await expect(pane(other)).toContainText('Recovered.')
  await expect(sentence(page)).toContainText('230 of 240 linked. 9 can’t pay')
})

const own = test.extend({
  host: async ({ seed: _ }, use) => {
    const host = await startOnAccount({ users: 60, missing: 0.05 })
    await use(host)
    await host.stop()
  },
})

own('with an account of one’s own a window opens on the overview', async ({ page }) => {
  await expect(page).toHaveURL(/\/overview/)
  await expect(sentence(page)).toHaveText('60 users, not audited yet.')
  await page.keyboard.press('a')
  await expect(sentence(page)).toContainText('of 60 linked.')
})
