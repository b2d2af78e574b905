import { expect, pane, test } from './support/test.ts'

const key = /[sr]k_(test|live)_[A-Za-z0-9]{8,}/

test('no key of Stripe reaches the page', async ({ page, host }) => {
  const heard: string[] = []
  page.on('response', async (response) => {
    if (/\.(js|css|html)$|\/$/.test(new URL(response.url()).pathname)) {
      heard.push(await response.text())
    }
  })
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => heard.push(payload.toString()))
    socket.on('framesent', ({ payload }) => heard.push(payload.toString()))
  })
  for (const path of ['/recovery', '/customers', '/customers/4711', '/activity/requests']) {
    await page.goto(new URL(path, host.url).href)
    await expect(page.getByRole('contentinfo')).toContainText('mirror')
  }
  await page.goto(new URL('/recovery', host.url).href)
  await pane(page)
    .getByRole('button', { name: /^Relink/ })
    .click()
  await expect(pane(page)).toContainText('Recovered.')

  expect(heard.some((text) => text.includes('cus_'))).toBe(true)
  expect(heard.filter((text) => key.test(text))).toEqual([])
})
