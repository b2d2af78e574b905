/** A process that owns a home until it is killed: `node home-holder-process.ts <home>`. */

import { lockHome } from '../../src-main/db/index.ts'

const lock = lockHome(process.argv[2] ?? '')
process.stdout.write(lock === null ? 'refused\n' : 'held\n')
if (lock !== null) process.stdin.resume()
