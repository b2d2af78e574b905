import { expect, open, type Page, pane, test } from './support/test.ts'

const box = (page: Page) =>
  page.getByRole('combobox', { name: 'A person, an id, a page, an action' })

async function ask(page: Page, text: string) {
  await page.keyboard.press('Control+k')
  await expect(box(page)).toBeFocused()
  await page.keyboard.insertText(text)
}

test('an e-mail is pasted, and two times Enter copies the person’s portal link', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await expect(pane(page)).toBeVisible()
  await ask(page, 'ada@northwind.test')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('option').first()).toHaveText('Copy portal link')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Portal link copied.')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^http:\/\/127\.0\.0\.1/,
  )
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('an id of any kind that is pasted lands on the page that shows it', async ({ page, host }) => {
  await open(page, '/customers/4500')
  const id = (prefix: string) => page.getByRole('button', { name: new RegExp(`^Copy ${prefix}_`) })
  await expect(id('sub').first()).toBeVisible()
  const wholeOf = async (prefix: string) => (await id(prefix).first().getAttribute('title')) ?? ''
  const ids = [host.storedId('4500') ?? '', '4500', await wholeOf('sub'), await wholeOf('in')]
  for (const one of ids) {
    await open(page, '/overview')
    await expect(page.getByText('Stripe API')).toBeVisible()
    await ask(page, one)
    await expect(page.getByRole('option').first()).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page, one).toHaveURL(/\/customers\/4500$/)
  }
})

test('pages and actions are found by their words, and the palette lists itself', async ({
  page,
}) => {
  await expect(pane(page)).toBeVisible()
  await page.getByRole('button', { name: /^Search or paste/ }).click()
  await expect(box(page)).toBeFocused()
  await page.keyboard.insertText('subs')
  await expect(page.getByRole('option', { name: 'Subscriptions' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/subscriptions$/)

  await ask(page, 'audit')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Audited 240 users/)).toBeVisible()

  await ask(page, 'nobody-has-this-name')
  await expect(page.getByText('Nothing is known of “nobody-has-this-name”.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText('Find and do anything')
})
