import { test as base, expect, type Page } from 'playwright/test'
import { type Host, startDemo } from './host.ts'

interface Fixtures {
  /** The world behind the demo: `demo`, or a number of users. */
  readonly seed: string
  readonly host: Host
}

/** A page that was let into a host of its own, and that must not complain: a refused style or script is a complaint. */
export const test = base.extend<Fixtures>({
  seed: ['demo', { option: true }],
  host: [
    async ({ seed }, use) => {
      const host = await startDemo(seed)
      await use(host)
      await host.stop()
    },
    { timeout: 60_000 },
  ],
  page: async ({ page, host }, use) => {
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(host.url)
    await use(page)
    expect(complaints).toEqual([])
  },
})

export { expect, type Page }

/** Another view of the same host. */
export const open = (page: Page, path: string) => page.goto(new URL(path, page.url()).href)

/** The pane beside the list. */
export const pane = (page: Page) => page.getByRole('article')

/** The one sentence on top of a screen. */
export const sentence = (page: Page) => page.getByRole('heading', { level: 1 })
