/** Recovery decides what to do about a broken customer link, and does it. Import from here only. */

export { type AuditOptions, audit } from './audit.ts'
export type { Bench } from './bench.ts'
export { createBindings } from './bindings.ts'
export { type CaseFilter, Cases, cursorOf, inbox, type Scope } from './cases.ts'
export { type Ensured, ensureCustomer, type Refusal } from './ensure.ts'
export { examine, foundOf, isLost } from './examine.ts'
export { execute } from './execute.ts'
export { createFlights, type Flights } from './flights.ts'
export { createIntents } from './intents.ts'
export { resumeCases } from './resume.ts'
export { isForRun, type RunOptions, runCases } from './run.ts'
export type { Actor, CaseRow } from './schema.ts'
