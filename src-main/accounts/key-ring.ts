import type { KeyRingTrouble } from '#contract'

/** Where an operating system keeps secrets: one text by name. Each call may ask a person to unlock it. */
export interface KeyRing {
  /** @throws KeyRingError */
  get(name: string): Promise<string | null>
  /** @throws KeyRingError */
  set(name: string, secret: string): Promise<void>
  /** Also where there is none. @throws KeyRingError */
  remove(name: string): Promise<void>
}

/** The key ring cannot be used now. */
export class KeyRingError extends Error {
  override readonly name = 'KeyRingError'
  readonly trouble: KeyRingTrouble
  constructor(trouble: KeyRingTrouble, options?: ErrorOptions) {
    super(`The key ring of this system is not to be used: ${trouble}`, options)
    this.trouble = trouble
  }
}

const service = 'Relink'

/**
 * Keychain, Credential Manager, or Secret Service. The kernel's own key ring, which Linux has everywhere, is none: it
 * forgets at log-out. Loaded when first used, so that a start never makes a system ask for a password.
 */
export function createSystemKeyRing(): KeyRing {
  async function entryOf(name: string) {
    const { AsyncEntry } = await import('@napi-rs/keyring').catch((cause: unknown) => {
      throw new KeyRingError('missing', { cause })
    })
    return new AsyncEntry(service, name, { linux: { store: 'secret-service' } })
  }
  async function asking<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question()
    } catch (error) {
      throw error instanceof KeyRingError ? error : troubleIn(error)
    }
  }
  return {
    get: (name) => asking(async () => (await (await entryOf(name)).getPassword()) ?? null),
    set: (name, secret) => asking(async () => (await entryOf(name)).setPassword(secret)),
    remove: (name) =>
      asking(async () => {
        await (await entryOf(name)).deleteCredential()
      }),
  }
}

/** The library has one code for everything, so its words are all there is to go by. */
const signs: readonly (readonly [RegExp, KeyRingTrouble])[] = [
  [/dbus|d-bus|secret service|ServiceUnknown|no such interface|no default store/i, 'missing'],
  [/locked|couldn't access platform|dismissed|interaction|cancel/i, 'locked'],
]

function troubleIn(cause: unknown): KeyRingError {
  const words = cause instanceof Error ? cause.message : ''
  return new KeyRingError(signs.find(([sign]) => sign.test(words))?.[1] ?? 'refused', { cause })
}
