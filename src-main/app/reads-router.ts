import { findById } from '../lookup/index.ts'
import { lastCall } from '../overview/index.ts'
import { countByStatus, listSubscriptions } from '../subscriptions/index.ts'
import { os, profileOf } from './context.ts'
import type { Workspace } from './workspace.ts'

export function createSubscriptionsRouter() {
  return {
    list: os.subscriptions.list.handler(({ input: { profile, ...query }, context }) =>
      listSubscriptions(profileOf(context, profile).bench(), query),
    ),
    counts: os.subscriptions.counts.handler(({ input, context }) => ({
      items: countByStatus(profileOf(context, input.profile).bench()),
    })),
  }
}

export function createOverviewRouter({ requests }: Workspace) {
  return {
    health: os.overview.health.handler(({ input, context }) => ({
      lastCall: lastCall(requests, profileOf(context, input.profile).bench()),
    })),
  }
}

export function createLookupRouter() {
  return {
    find: os.lookup.find.handler(async ({ input, context }) => ({
      items: await findById(profileOf(context, input.profile).bench(), input.id.trim()),
    })),
  }
}
