/** Whose a key is, and what it may do now. Import from here only. */

export {
  type Account,
  type Accounts,
  type AccountsInput,
  createAccounts,
  fingerprintOf,
} from './accounts.ts'
export { type Consents, createConsents } from './consents.ts'
export { readEnvKeys } from './env-file.ts'
export { findKeys, type KeyFiles, takeKey } from './found-keys.ts'
export { createGates, type Gated, type Gates, isHigher } from './gates.ts'
export { cliConfigFile, readKeyFile } from './key-file.ts'
export {
  createKeyKeeper,
  type KeyKeeper,
  lockSentences,
  ProfileLockedError,
} from './key-keeper.ts'
export { createSystemKeyRing, type KeyRing, KeyRingError } from './key-ring.ts'
export {
  allows,
  type GatedAction,
  type Permission,
  type PersonsConsent,
  permissionFor,
  unlockName,
  unlocks,
} from './policy.ts'
export {
  createProfileStore,
  type NewProfile,
  newProfileId,
  type ProfileRow,
  type ProfileStore,
} from './profile-store.ts'
export { probeRights } from './rights.ts'
export {
  KeyError,
  type KeyProblem,
  parseApiBase,
  parseSecretKey,
  type SecretKey,
} from './secret-key.ts'
