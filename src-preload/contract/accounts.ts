import { z } from 'zod'
import { entry } from './base.ts'
import { Gate, gateErrors } from './errors.ts'
import { AccountId, Environment, Millis, ProfileId } from './ids.ts'
import { LinkState } from './link.ts'
import { ProfileView } from './workspace.ts'

/** What a key is needed for, as a person thinks of it. */
export const Feature = z.enum(['mirror', 'recovery', 'evidence', 'catch_up', 'cards', 'portal'])
export type Feature = z.infer<typeof Feature>

/**
 * What a key may do, as far as reading shows it: `no` when a permission is missing, `unknown` when one could not be
 * shown without an effect. Permissions are Stripe's names: `customer_read`.
 */
export const FeatureRights = z.object({
  feature: Feature,
  allowed: z.enum(['yes', 'no', 'unknown']),
  missing: z.array(z.string()),
  unproven: z.array(z.string()),
})
export type FeatureRights = z.infer<typeof FeatureRights>

/** What keeps the system's key ring from being used: not there, locked, or it refused. */
export const KeyRingTrouble = z.enum(['missing', 'locked', 'refused'])
export type KeyRingTrouble = z.infer<typeof KeyRingTrouble>

/** `key_ring`: the operating system keeps it. `run`: this process's memory, until it ends. */
export const KeyPlace = z.enum(['key_ring', 'run'])
export type KeyPlace = z.infer<typeof KeyPlace>

/** A profile that is kept. Its key is not here, and no call gives it back. */
export const StoredProfile = ProfileView.extend({
  keyKind: z.enum(['secret', 'restricted']),
  keyIn: KeyPlace,
  addedAt: Millis,
  /** When Stripe was last asked what the key may do. */
  checkedAt: Millis,
  rights: z.array(FeatureRights),
})
export type StoredProfile = z.infer<typeof StoredProfile>

/** A key that lies on this machine, as it may be shown. `name` is what `takeFound` takes. */
export const FoundKey = z.object({
  name: z.string(),
  hint: z.string(),
  environment: Environment.nullable(),
  /** As the Stripe CLI wrote it, `2026-12-31`. */
  expires: z.string().nullable(),
  /** The profile that has this key already. */
  profile: ProfileId.nullable(),
  /** Why it cannot be taken. */
  problem: z.object({ reason: z.string(), detail: z.string() }).nullable(),
})
export type FoundKey = z.infer<typeof FoundKey>

export const KeySource = z.enum(['env_file', 'stripe_cli'])
export type KeySource = z.infer<typeof KeySource>

/** The leave for unattended repair of links in one state, at most so many a day. */
export const StandingConsent = z.object({
  id: z.number().int(),
  profile: ProfileId,
  state: LinkState,
  dailyCap: z.number().int(),
  givenAt: Millis,
  givenBy: z.string(),
  revokedAt: Millis.nullable(),
  revokedBy: z.string().nullable(),
})
export type StandingConsent = z.infer<typeof StandingConsent>

/** The states whose links may be mended without a person. */
export const ConsentState = z.enum(['malformed', 'wrong_mode', 'deleted', 'missing', 'unlinked'])

const profile = z.object({ profile: ProfileId })
const secretKey = z.string().max(4096)
const Label = z.string().trim().min(1).max(80)

const keyErrors = {
  /** What was given is no key to use; the message says which kind of thing it is and what to do. */
  KEY: { data: z.object({ reason: z.string() }) },
  /** The demo starts afresh each time and never meets a real account. */
  DEMO: { message: 'The demo keeps no accounts. Open your own workspace to add one.' },
}
const sourceErrors = {
  ...keyErrors,
  FILE: { data: z.object({ file: z.string() }) },
}
/** What came of a `.env`: the profile of its key, and the names in it that Relink has no use for yet. */
const Imported = z.object({ profile: StoredProfile, notUsedYet: z.array(z.string()) })

export const accountsContract = {
  list: entry
    .meta({ terminal: { group: 'accounts', verb: 'list', summary: 'the accounts that are kept' } })
    .output(
      z.object({
        profiles: z.array(StoredProfile),
        /** Which account each environment's id column belongs to. */
        bindings: z.array(
          z.object({
            environment: Environment,
            account: AccountId,
            name: z.string().nullable(),
          }),
        ),
      }),
    ),

  /** Where keys go. Null: the key ring was not asked yet in this run, as it may ask a person to unlock it. */
  keyStore: entry.output(
    z.object({
      place: KeyPlace.nullable(),
      trouble: KeyRingTrouble.nullable(),
      detail: z.string(),
    }),
  ),

  /** Keeps a profile for this key. A key that is kept already is checked again, and its profile is the answer. */
  add: entry
    .meta({ neverHttp: true })
    .input(z.object({ secretKey, label: Label.optional() }))
    .output(StoredProfile)
    .errors(keyErrors),

  /** Gives a profile its key again, or another key of the same account and environment. */
  enterKey: entry
    .meta({ neverHttp: true })
    .input(profile.extend({ secretKey }))
    .output(StoredProfile)
    .errors(keyErrors),

  /** Asks Stripe again whose the key is and what it may do. */
  check: entry.input(profile).output(StoredProfile).errors(keyErrors),

  relabel: entry.input(profile.extend({ label: Label })).output(StoredProfile),

  /** Ends the profile: its jobs stop after the step under way, its consents are revoked, its key is deleted. */
  remove: entry
    .meta({ neverHttp: true })
    .input(profile)
    .output(
      z.object({
        /** Why the key is still in the key ring, if it is. */
        keyRemains: z.string().nullable(),
        jobsCancelled: z.number().int(),
      }),
    ),

  /** The keys in `./.env` of the folder Relink was started in, and in the Stripe CLI's own config. No other file is read. */
  found: entry.output(
    z.object({
      sources: z.array(
        z.object({
          source: KeySource,
          file: z.string(),
          keys: z.array(FoundKey),
          /** Names in it that Relink has no use for yet. */
          notUsedYet: z.array(z.string()),
          /** Why the file could not be read. */
          problem: z.string().nullable(),
        }),
      ),
    }),
  ),

  /** Keeps a key that `found` showed. The key does not pass through the caller. */
  takeFound: entry
    .meta({ neverHttp: true })
    .input(z.object({ source: KeySource, name: z.string() }))
    .output(StoredProfile)
    .errors(sourceErrors),

  /** Keeps the STRIPE_SECRET_KEY of a `.env` that was pasted. */
  importText: entry
    .meta({ neverHttp: true })
    .input(z.object({ text: z.string().max(1_000_000) }))
    .output(Imported)
    .errors(keyErrors),

  import: entry
    .meta({
      localOnly: true,
      neverHttp: true,
      terminal: {
        group: 'accounts',
        verb: 'import',
        summary: 'keep the STRIPE_SECRET_KEY of a .env file as an account',
        paths: ['file'],
      },
    })
    .input(z.object({ file: z.string().describe('the .env file') }))
    .output(Imported)
    .errors(sourceErrors),

  /** Live asks for the account's name, typed. Falls back after 30 idle minutes, and when this process ends. */
  raiseGate: entry
    .meta({ neverHttp: true })
    .input(profile.extend({ gate: Gate, accountName: z.string().max(500).optional() }))
    .output(ProfileView)
    .errors(gateErrors),

  /** To a lower gate; to observe unless told. */
  lowerGate: entry
    .meta({ neverHttp: true })
    .input(profile.extend({ gate: Gate.default('observe') }))
    .output(ProfileView),

  /** Newest first, revoked ones too. */
  consents: entry.input(profile).output(z.object({ items: z.array(StandingConsent) })),

  /** In a raised live profile only. A second one for the same state replaces the first. */
  giveConsent: entry
    .meta({ neverHttp: true, dangerous: true })
    .input(profile.extend({ state: ConsentState, dailyCap: z.number().int().min(1).max(10_000) }))
    .output(StandingConsent)
    .errors({
      ...gateErrors,
      NOT_LIVE: { message: 'In test, policy decides what is repaired unattended.' },
      NOT_KEPT: { message: 'This profile ends with its run. Keep the account first.' },
    }),

  revokeConsent: entry
    .meta({ neverHttp: true })
    .input(profile.extend({ consent: z.number().int() }))
    .output(StandingConsent)
    .errors({ CONSENT_UNKNOWN: { message: 'There is no such consent.' } }),
}
