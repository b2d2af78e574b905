import { expect, open, pane, sentence, test } from './support/test.ts'

test('a broken link is found, read, repaired and proven', async ({ page, host }) => {
  await expect(sentence(page)).toHaveText(
    '10 of 240 users can’t pay. 1,940.00\u00A0€ a month at risk.',
  )
  const top = pane(page)
  await expect(top).toContainText('Deleted in Stripe.')
  await expect(top).toContainText('200, deleted: true')
  await expect(top.getByRole('button', { name: /Copy req_/ }).first()).toBeVisible()
  const user = /user (\d+)/.exec((await top.textContent()) ?? '')?.[1] ?? ''
  const [before, after] = await top
    .getByRole('definition')
    .first()
    .locator('code')
    .allTextContents()
  expect(host.storedId(user)).toBe(before)

  await page.keyboard.press('Enter')

  await expect(top).toContainText('Recovered.')
  const record = top.getByRole('list', { name: 'Record' }).getByRole('listitem')
  await expect(record).toHaveText([/^opened/, /^planned/, /^stored/, /^verified/])
  expect(host.storedId(user)).toBe(after)
  await expect(sentence(page)).toContainText('9 of 240 users can’t pay.')
  const proof = record.filter({ hasText: 'verified' }).getByRole('button')
  const request = (await proof.getAttribute('aria-label'))?.replace('Copy ', '') ?? ''

  await page.keyboard.press('g')
  await page.keyboard.press('a')
  const change = page.getByRole('listitem').filter({ hasText: user })
  await expect(change).toContainText(`${before} → ${after}`)
  await page.keyboard.press('v')
  await expect(page.getByText('none changed or removed')).toBeVisible()
  await page.getByRole('link', { name: 'Requests' }).click()
  await expect(page.getByRole('button', { name: `Copy ${request}` })).toBeVisible()

  await page.goto(new URL(`/customers/${user}`, host.url).href)
  await expect(page.getByText('linked', { exact: true })).toBeVisible()
})

test('a lost customer is made anew in Stripe, once, and stored', async ({ page, host }) => {
  await page.getByRole('link', { name: /Jana Adler/ }).click()
  const lost = pane(page)
  await expect(lost.getByRole('radio', { name: /Create a new customer/ })).toBeChecked()
  const before = host.storedIds()
  await lost.getByRole('button', { name: /Create and link/ }).click()

  await expect(lost).toContainText('Recovered.')
  const made = lost.getByRole('listitem').filter({ hasText: 'created' })
  await expect(made.getByRole('button', { name: /Copy req_/ })).toBeVisible()
  expect(host.changedSince(before)).toBe(1)

  await page.goto(new URL('/activity/requests', host.url).href)
  const writes = page.getByRole('listitem').filter({ hasText: 'POST' })
  await expect(writes).toHaveCount(1)
  await expect(writes).toContainText('/v1/customers')
})

test('a dry run says what would be done and writes nothing', async ({ page, host }) => {
  const before = host.storedIds()
  await expect(pane(page)).toContainText('Deleted in Stripe.')
  await page.keyboard.press('d')
  await expect(pane(page)).toContainText('Dry run, nothing was written. It would link cus_')
  expect(host.changedSince(before)).toBe(0)
})

test('a dismissed case leaves the inbox and keeps the reason', async ({ page }) => {
  await page.getByRole('link', { name: /Bo Lindqvist/ }).click()
  await pane(page).getByRole('radio', { name: 'Dismiss…' }).check()
  await expect(pane(page).getByRole('button', { name: /^Dismiss/ })).toBeDisabled()
  await pane(page).getByLabel('Why').fill('Both accounts are his')
  await pane(page)
    .getByRole('button', { name: /^Dismiss/ })
    .click()
  await expect(pane(page)).toContainText('Dismissed. Both accounts are his')
  await expect(page.getByRole('link', { name: /Bo Lindqvist/ })).toHaveCount(1)

  await page.goto(`${new URL(page.url()).origin}/recovery?view=done`)
  await expect(page.getByRole('list', { name: 'Cases' })).toContainText('Bo Lindqvist')
})

test('the keys lead from case to case, filter, and list themselves', async ({ page }) => {
  await expect(pane(page)).toBeVisible()
  const start = page.url()
  await page.keyboard.press('j')
  await expect(page).not.toHaveURL(start)
  await page.keyboard.press('k')
  await expect(page).toHaveURL(start)

  await page.keyboard.press('/')
  await page.keyboard.type('ada@')
  await expect(page.getByRole('list', { name: 'Cases' }).getByRole('link')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText('Dry run')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('every view is an address that can be opened again', async ({ page }) => {
  await page.getByRole('link', { name: /Ada Moreno/ }).click()
  await expect(pane(page)).toContainText('user 4711')
  await page.reload()
  await expect(pane(page)).toContainText('user 4711')
  await pane(page).getByRole('link', { name: 'Ada Moreno' }).click()
  await expect(page).toHaveURL(/\/customers\/4711$/)
  await page.goBack()
  await expect(pane(page)).toContainText('user 4711')
})

test('marked cases are repaired together, and no others', async ({ page, host }) => {
  await expect(pane(page)).toContainText('What will be written')
  const before = host.storedIds()
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(pane(page)).toContainText('Ed Okafor')
  await page.keyboard.press('x')
  await page.getByRole('button', { name: /^Repair 2 marked/ }).click()
  await expect(pane(page)).toContainText('Creates 1 customer, relinks 1 user, leaves 0 cases.')
  expect(host.changedSince(before)).toBe(0)

  await page.keyboard.press('Enter')

  await expect(pane(page)).toContainText('2 repaired')
  expect(host.changedSince(before)).toBe(2)
})

test('the tabs say how many wait and how many are over, and every filter is an address', async ({
  page,
}) => {
  const tabs = page.getByRole('navigation', { name: 'Cases by where they stand' })
  await expect(tabs.getByRole('link')).toHaveText([/^Needs you 14$/, /^Running 0$/, /^Done 0$/])
  await pane(page)
    .getByRole('button', { name: /^Relink/ })
    .click()
  await expect(tabs.getByRole('link')).toHaveText([/^Needs you 13$/, /^Running 0$/, /^Done 1$/])

  await page.keyboard.press('3')
  await expect(page).toHaveURL(/view=done/)
  await expect(tabs.locator('[aria-current]')).toHaveText([/^Done/])
  await expect(page.getByRole('list', { name: 'Cases' })).toContainText('recovered')
  await page.keyboard.press('2')
  await expect(page.getByText('Nothing is being carried out.')).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(/view=done/)

  await open(page, '/recovery?only=duplicate')
  await expect(page.getByRole('list', { name: 'Cases' }).getByRole('link')).toHaveCount(2)
  await expect(page.getByRole('combobox', { name: 'What is wrong' })).toHaveValue('duplicate')
})
