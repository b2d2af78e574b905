// `npm run bench -- <name>` runs tests/bench/<name>.bench.ts.
import { spawnSync } from 'node:child_process'
import { at, filesBelow, findNode, root } from './lib/paths.mjs'

const names = filesBelow('tests/bench')
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice('tests/bench/'.length, -'.bench.ts'.length))
const [name = '', ...args] = process.argv.slice(2)

if (names.includes(name)) {
  const { status } = spawnSync(findNode(), [at(`tests/bench/${name}.bench.ts`), ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
} else {
  process.stderr.write(`Say which: npm run bench -- ${names.join(' | ')}\n`)
  process.exitCode = 2
}
