// Runs one tool of the checks with the packaged Node.
import { spawn } from 'node:child_process'
import { delimiter } from 'node:path'
import { at, findNode, root } from './paths.mjs'

/**
 * @param {string[]} command - a program of node_modules (`package/path/to/cli.js`) and its arguments
 * @param {{ show?: boolean, env?: NodeJS.ProcessEnv }} options - `show` lets the output through as it comes
 * @returns {Promise<{ code: number, stdout: string, output: string }>} `output` has both streams in order
 */
export function runTool([tool, ...args], { show = false, env = {} } = {}) {
  const child = spawn(findNode(), [at('node_modules', tool), ...args], {
    cwd: root,
    env: {
      ...process.env,
      PATH: `${at('node_modules/.bin')}${delimiter}${process.env.PATH}`,
      ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
      ...env,
    },
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
  })
  let stdout = ''
  let output = ''
  child.stdout?.on('data', (chunk) => {
    stdout += chunk
    output += chunk
  })
  child.stderr?.on('data', (chunk) => {
    output += chunk
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, stdout, output: output.trim() }))
  })
}
