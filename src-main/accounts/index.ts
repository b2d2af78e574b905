/** Whose a key is, and what it may do now. Import from here only. */

export { type Account, type Accounts, type AccountsInput, createAccounts } from './accounts.ts'
export {
  allows,
  type GatedAction,
  type Permission,
  type PersonsConsent,
  permissionFor,
  startGate,
  unlockName,
} from './policy.ts'
export {
  KeyError,
  type KeyProblem,
  parseApiBase,
  parseSecretKey,
  type SecretKey,
} from './secret-key.ts'
