/** Subscriptions as a list, each with whose it is. Reads only. Import from here only. */

export { countByStatus, listSubscriptions } from './list.ts'
