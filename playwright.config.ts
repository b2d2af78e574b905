import { existsSync } from 'node:fs'
import { defineConfig, devices } from 'playwright/test'

const known = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const executablePath = known.find((path) => path !== undefined && existsSync(path))
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** Each test drives a browser host of its own, on a home of its own (tests/e2e/support). */
export default defineConfig({
  testDir: 'tests/e2e',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    launchOptions: { ...(executablePath && { executablePath }), args },
  },
  projects: [
    { name: 'e2e', testIgnore: '**/screenshots.spec.ts' },
    { name: 'screenshots', testMatch: '**/screenshots.spec.ts' },
  ],
})
