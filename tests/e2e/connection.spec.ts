import { expect, pane, sentence, test } from './support/test.ts'

test('without its core the page keeps what it knows, says how old it is, and locks writes', async ({
  browser,
  host,
}) => {
  // A page of its own: losing the core is an error in its console.
  const page = await browser.newPage()
  await page.goto(host.url)
  await expect(pane(page)).toContainText('What will be written')

  await host.stop()

  await expect(page.getByRole('banner')).toContainText('connecting again')
  await expect(pane(page)).toContainText('Locked until Relink’s core answers again.')
  await expect(pane(page).getByRole('button', { name: /^Relink/ })).toBeDisabled()
  await expect(sentence(page)).toContainText('10 of 240 users can’t pay.')
  await page.close()
})

test('a page that was cut off knows on its return what happened meanwhile', async ({
  browser,
  host,
}) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  let cut = false
  const lines: (() => void)[] = []
  await page.routeWebSocket(/\/rpc/, async (line) => {
    if (cut) return line.close()
    line.connectToServer()
    lines.push(() => void line.close())
  })
  await page.goto(host.url)
  await expect(sentence(page)).toContainText('10 of 240 users can’t pay.')
  cut = true
  for (const end of lines) end()
  await expect(page.getByRole('banner')).toContainText('connecting again')

  const other = await context.newPage()
  await other.goto(new URL('/recovery', page.url()).href)
  await expect(pane(other)).toContainText('What will be written')
  await other.keyboard.press('Enter')
  await expect(pane(other)).toContainText('Recovered.')
  cut = false

  await expect(sentence(page)).toContainText('9 of 240 users can’t pay.')
  await expect(page.getByRole('banner')).not.toContainText('connecting again')
  await context.close()
})
