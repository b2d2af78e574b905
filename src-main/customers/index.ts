/** What a person in support sees of one user: both sides of the link, and what happened. Reads only. */

export { readCards } from './cards.ts'
export { readCustomerPage, toSubscription } from './page.ts'
export { listCustomers } from './rows.ts'
