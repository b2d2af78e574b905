import { dirname, resolve } from 'node:path'
import { ORPCError } from '@orpc/server'
import {
  findKeys,
  fingerprintOf,
  KeyError,
  type KeyFiles,
  readEnvKeys,
  readKeyFile,
  takeKey,
} from '../accounts/index.ts'
import { FileError } from '../directory/index.ts'
import type { Actor } from '../recovery/index.ts'
import { createConsentEntries } from './consent-entries.ts'
import { os } from './context.ts'
import { createGateEntries } from './gate-entries.ts'
import { type KeptProfiles, keptRow } from './kept/index.ts'
import type { Workspace } from './workspace.ts'

export function createAccountsRouter(workspace: Workspace, kept: KeptProfiles, keyFiles: KeyFiles) {
  return {
    ...createProfileEntries(workspace, kept),
    ...createKeyEntries(workspace, kept, keyFiles),
    ...createGateEntries(workspace),
    ...createConsentEntries(workspace, kept),
  }
}

function createProfileEntries({ bindings, accounts, keys }: Workspace, kept: KeptProfiles) {
  return {
    list: os.accounts.list.handler(() => ({
      profiles: kept.views.list(),
      bindings: (['test', 'live'] as const).flatMap((environment) => {
        const account = bindings.of(environment)
        if (account === undefined) return []
        return [{ environment, account, name: accounts.nameOf(account) }]
      }),
    })),
    keyStore: os.accounts.keyStore.handler(() => keys.state()),
    check: os.accounts.check.handler(({ input }) => kept.keys.check(keptRow(kept, input.profile))),
    relabel: os.accounts.relabel.handler(({ input, context }) => {
      kept.relabel(keptRow(kept, input.profile), input.label, context.session.actor)
      return kept.keys.shown(input.profile)
    }),
    remove: os.accounts.remove.handler(({ input, context }) =>
      kept.remove(keptRow(kept, input.profile), context.session.actor),
    ),
  }
}

function createKeyEntries({ kind, profiles }: Workspace, kept: KeptProfiles, keyFiles: KeyFiles) {
  /** Demo people never meet a real account. */
  const add = (given: Parameters<KeptProfiles['keys']['add']>[0], actor: Actor) => {
    if (kind === 'main') return kept.keys.add(given, actor)
    const message = 'The demo keeps no accounts. Open your own workspace to add one.'
    throw new ORPCError('DEMO', { message })
  }
  const importText = async (text: string, actor: Actor) => {
    const { secretKey, notUsedYet } = readEnvKeys(text)
    if (secretKey === null) throw new KeyError('absent')
    return { profile: await add({ secretKey }, actor), notUsedYet }
  }
  const holderOf = (secretKey: string) => profiles.findByKey(fingerprintOf(secretKey))?.id ?? null

  return {
    add: os.accounts.add.handler(({ input, context }) => add(input, context.session.actor)),
    enterKey: os.accounts.enterKey.handler(({ input: { profile, secretKey }, context }) =>
      kept.keys.enter(keptRow(kept, profile), secretKey, context.session.actor),
    ),
    found: os.accounts.found.handler(async () => ({ sources: await findKeys(keyFiles, holderOf) })),
    takeFound: os.accounts.takeFound.handler(async ({ input, context }) => {
      const secretKey = await takeKey(keyFiles, input.source, input.name)
      if (secretKey === undefined) throw new KeyError('absent')
      return add({ secretKey }, context.session.actor)
    }),
    importText: os.accounts.importText.handler(({ input, context }) =>
      importText(input.text, context.session.actor),
    ),
    import: os.accounts.import.handler(async ({ input, context }) => {
      const file = resolve(dirname(keyFiles.env_file), input.file)
      const found = await readKeyFile(file)
      if (found.kind === 'absent') throw new FileError(file, 'does not exist.')
      if (found.kind === 'unreadable') throw new FileError(file, found.why)
      return importText(found.text, context.session.actor)
    }),
  }
}
