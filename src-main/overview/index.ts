/** What the Overview shows and no other capability knows by itself. Reads only. Import from here only. */

export { lastCall } from './last-call.ts'
