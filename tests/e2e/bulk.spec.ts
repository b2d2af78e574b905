import { expect, pane, sentence, test } from './support/test.ts'

/** 20,000 users, of whom about 500 have a link that can safely be repaired. */
test.use({ seed: '20000' })
test.setTimeout(300_000)

const numberIn = (text: string | null, pattern: RegExp) =>
  Number(pattern.exec(text ?? '')?.[1]?.replaceAll(',', ''))

test('500 links are repaired with progress, stopped midway, and finished', async ({
  page,
  host,
}) => {
  const before = host.storedIds()
  await page.getByRole('button', { name: /^Repair \d+ safe ones/ }).click()
  const size = pane(page).getByText(/^Creates \d+ customers, relinks \d+ users/)
  await expect(size).toBeVisible({ timeout: 90_000 })
  expect(host.changedSince(before)).toBe(0)
  const run = pane(page).getByRole('button', { name: /^Repair \d+ cases/ })
  const wanted = numberIn(await run.textContent(), /Repair ([\d,]+) cases/)
  expect(wanted).toBeGreaterThanOrEqual(500)

  await run.click()
  await expect(page).toHaveURL(/\/recovery\/runs\//)
  await expect(pane(page)).toContainText(/of [\d,]+ · [\d.]+ a second · \d+ (s|min) left/)
  await expect(page.getByRole('contentinfo')).toContainText(/Repairing .* a second/)
  await pane(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(pane(page)).toContainText('Stopped. What was repaired stays repaired.')
  const done = numberIn(await pane(page).textContent(), /([\d,]+) repaired/)
  expect(done).toBeGreaterThan(0)
  expect(done).toBeLessThan(wanted)
  expect(host.changedSince(before)).toBe(done)

  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Repair \d+ safe ones/ }).click()
  await pane(page)
    .getByRole('button', { name: /^Repair \d+ cases/ })
    .click({ timeout: 90_000 })
  await expect(pane(page).getByRole('heading', { name: 'Done' })).toBeVisible({ timeout: 200_000 })
  expect(host.changedSince(before)).toBe(wanted)
  await expect(page.getByRole('button', { name: /^Repair \d+ safe/ })).toBeHidden()
  await expect(sentence(page)).toContainText('users can’t pay')
})
