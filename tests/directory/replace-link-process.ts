/** A process that races for links: `node replace-link-process.ts <file> <wishes as JSON>`; starts on a line, prints the outcomes. */

import { once } from 'node:events'
import { openEmbeddedDirectory } from '../../src-main/directory/index.ts'

const directory = openEmbeddedDirectory(process.argv[2] ?? '')
const wishes = JSON.parse(process.argv[3] ?? '[]')
process.stdout.write('ready\n')
await once(process.stdin, 'data')
const outcomes: string[] = []
for (const wish of wishes) outcomes.push((await directory.replaceLink(wish)).kind)
directory.close()
process.stdout.write(`${JSON.stringify(outcomes)}\n`)
process.stdin.destroy()
