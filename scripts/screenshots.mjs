// `npm run screenshots`: the screens, light and dark, as pictures.
import { findChromium, noChromium } from './lib/chromium.mjs'
import { runTool } from './lib/run.mjs'

const chromium = findChromium()
if (chromium) {
  const project = ['--config', 'playwright.config.ts', '--project', 'screenshots']
  const { code } = await runTool(
    ['playwright/cli.js', 'test', ...project, ...process.argv.slice(2)],
    {
      show: true,
      env: { CHROMIUM_PATH: chromium },
    },
  )
  process.exitCode = code
} else {
  process.stderr.write(`${noChromium}\n`)
  process.exitCode = 1
}
