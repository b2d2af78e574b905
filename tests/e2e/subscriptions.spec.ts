import { expect, open, test } from './support/test.ts'

test('subscriptions are listed newest first, filtered by an address, and lead to the person', async ({
  page,
}) => {
  await open(page, '/subscriptions')
  const rows = page.getByRole('list', { name: 'Subscriptions' }).getByRole('listitem')
  await expect(rows.first()).toContainText('renews')

  await page.getByRole('combobox', { name: 'Status' }).click()
  await page.getByRole('option', { name: /^past_due/ }).click()
  await expect(page).toHaveURL(/status=past_due/)
  await expect(rows.first()).toContainText('past_due')
  await expect(rows.filter({ hasNotText: 'past_due' })).toHaveCount(0)
  await page.reload()
  await expect(rows.filter({ hasText: 'past_due' }).first()).toBeVisible()

  const linked = rows.filter({ has: page.getByRole('link') }).first()
  const name = (await linked.locator('span').first().textContent()) ?? ''
  await linked.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  await page.goBack()
  await expect(page).toHaveURL(/status=past_due/)
})

test('subscriptions are reached and opened by keys alone', async ({ page }) => {
  await expect(page.getByRole('article')).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  const rows = page.getByRole('list', { name: 'Subscriptions' }).getByRole('listitem')
  const first = rows.filter({ has: page.getByRole('link') }).first()
  await expect(first).toBeVisible()
  const steps = (await rows.allTextContents()).findIndex((text) => !text.startsWith('nobody')) + 1
  for (let step = 0; step < steps; step += 1) await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/customers\/\d+/)
})

test('a filter that nothing matches is named and can be cleared', async ({ page }) => {
  await open(page, '/subscriptions?status=paused')
  await expect(page.getByText('No subscription has this status and price.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(page.getByRole('list', { name: 'Subscriptions' })).toContainText('active')
})
