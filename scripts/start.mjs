// `npm start`: opens Relink. Its options go to the host: --browser --no-open --json --port N.
import { spawn } from 'node:child_process'
import { at, findNode } from './lib/paths.mjs'

const host = spawn(findNode(), [at('out/main/browser.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
})
host.on('exit', (code) => process.exit(code ?? 1))
// A terminal interrupts both of us; whoever ends only this process means the host.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => host.kill(signal))
