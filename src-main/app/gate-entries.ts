import { ORPCError } from '@orpc/server'
import type { Gate, ProfileId, ProfileView } from '#contract'
import { isHigher, unlockName, unlocks } from '../accounts/index.ts'
import { type Context, os } from './context.ts'
import type { Workspace } from './workspace.ts'

/** @throws what the contract calls PROFILE_UNKNOWN */
export function viewOf({ session }: Context, id: ProfileId): ProfileView {
  const view = session.show(id)
  if (view !== undefined) return view
  throw new ORPCError('PROFILE_UNKNOWN', { message: 'There is no such profile.' })
}

/** Whoever wants more than to look must have typed this account's name. */
export function mustUnlock(view: ProfileView): ORPCError<string, unknown> {
  const { environment, gate } = view
  const message = `The gate of ${environment} is at ${gate}: unlock it by typing the account's name.`
  const data = { environment, gate, needs: 'unlock', accountName: unlockName(view) }
  return new ORPCError('GATE', { message, data })
}

export function createGateEntries({ gates, trail, hub, transact }: Workspace) {
  function move(context: Context, view: ProfileView, gate: Gate): ProfileView {
    const { environment, account, label } = view
    const action = isHigher(gate, view.gate) ? 'gate.raised' : 'gate.lowered'
    transact(() =>
      trail.append({
        ...{ actor: context.session.actor, action, environment, account: account.id },
        ...{ before: view.gate, after: gate, detail: label },
      }),
    )
    gates.put(view, gate)
    hub.changed('workspace', 'cases', 'activity')
    return viewOf(context, view.id)
  }

  return {
    raiseGate: os.accounts.raiseGate.handler(({ input, context }) => {
      const view = viewOf(context, input.profile)
      if (!isHigher(input.gate, view.gate)) return view
      const isLive = view.environment === 'live' && !view.sandbox
      if (isLive && !unlocks(view, input.accountName ?? '')) throw mustUnlock(view)
      return move(context, view, input.gate)
    }),
    lowerGate: os.accounts.lowerGate.handler(({ input, context }) => {
      const view = viewOf(context, input.profile)
      return isHigher(view.gate, input.gate) ? move(context, view, input.gate) : view
    }),
  }
}
