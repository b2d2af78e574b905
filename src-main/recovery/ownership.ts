import type { CustomerFacts } from './evidence.ts'

/** Which customers of an account shared by several products are ours. */
export type Ownership = (customer: CustomerFacts) => boolean

/** Every customer of the account is of this application, which is so where one product has one account. */
export const allOurs: Ownership = () => true
