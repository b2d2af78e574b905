import { ORPCError } from '@orpc/server'
import type { Inputs } from '#contract'
import {
  audit,
  type CaseRow,
  cursorOf,
  dismissCase,
  ensureCustomer,
  inbox,
  recheckCase,
  runCases,
  toDetail,
  toItem,
} from '../recovery/index.ts'
import { type Context, os, profileOf } from './context.ts'
import { mayRepair, pass, shownPermission } from './gates.ts'
import type { OpenProfile } from './profiles.ts'
import type { Workspace } from './workspace.ts'

export function createRecoveryRouter(workspace: Workspace) {
  return { ...createReads(workspace), ...createActs(workspace) }
}

function createReads(workspace: Workspace) {
  const { cases, summaries, directory } = workspace
  const detail = (profile: OpenProfile, row: CaseRow) =>
    toDetail(cases, row, shownPermission(profile))

  return {
    audit: os.recovery.audit.handler(({ input, context }) => {
      const profile = profileOf(context, input.profile)
      return { job: startAudit(workspace, profile) }
    }),

    summary: os.recovery.summary.handler(async ({ input, context }) =>
      summaries.summary(profileOf(context, input.profile).bench(), await directory.count()),
    ),

    list: os.recovery.list.handler(({ input: { profile, ...filter }, context }) => {
      const rows = cases.list(profileOf(context, profile).bench(), {
        ...filter,
        limit: filter.limit + 1,
      })
      const shown = rows.slice(0, filter.limit)
      const last = shown.at(-1)
      const next = rows.length > shown.length && last !== undefined ? cursorOf(last) : null
      return { items: shown.map(toItem), next }
    }),

    show: os.recovery.show.handler(({ input, context }) => {
      const profile = profileOf(context, input.profile)
      return detail(profile, caseOf(workspace, profile, input.case))
    }),

    recheck: os.recovery.recheck.handler(async ({ input, context, signal }) => {
      const profile = profileOf(context, input.profile)
      const row = caseOf(workspace, profile, input.case)
      const bench = profile.bench(profile.gateway.with({ priority: 'person', signal }))
      await workspace.flights.alone(row, () => recheckCase(bench, row.id))
      return detail(profile, caseOf(workspace, profile, row.id))
    }),
  }
}

function createActs(workspace: Workspace) {
  const { cases } = workspace

  return {
    run: os.recovery.run.handler(({ input, context }) => {
      const profile = profileOf(context, input.profile)
      const some = input.case === undefined ? input.cases : [input.case, ...(input.cases ?? [])]
      if ((some === undefined) === (input.all !== true)) {
        throw new ORPCError('WHAT', { message: 'Say which: one case (--case N), or all (--all).' })
      }
      if ((input.choice ?? input.planHash) !== undefined && input.case === undefined) {
        throw new ORPCError('WHAT', { message: 'A choice is made for one case.' })
      }
      if (input.dryRun !== true) pass(profile, 'repair', input)
      const due =
        some?.map((id) => caseOf(workspace, profile, id)) ?? cases.all(profile.bench(), inbox)
      return { job: startRun(workspace, profile, context, due, input) }
    }),

    ensure: os.recovery.ensure.handler(({ input, context, signal }) => {
      const profile = profileOf(context, input.profile)
      const bench = profile.bench(profile.gateway.with({ priority: 'person', signal: undefined }))
      signal?.throwIfAborted()
      return workspace.flights.together(
        { environment: profile.environment, userId: input.user },
        [profile.view.id, input.yes, input.unlock],
        () =>
          ensureCustomer(bench, input.user, {
            actor: context.session.actor,
            mayRepair: mayRepair(profile, input),
          }),
      )
    }),

    dismiss: os.recovery.dismiss.handler(async ({ input, context }) => {
      const profile = profileOf(context, input.profile)
      const before = caseOf(workspace, profile, input.case)
      const { reason, until } = input
      const dismissal = { reason, until, actor: context.session.actor }
      const dismissed = await workspace.flights.alone(before, () =>
        dismissCase(profile.bench(), before.id, dismissal),
      )
      if (!dismissed) throw new ORPCError('CASE_BEGUN', { message: BEGUN })
      const row = caseOf(workspace, profile, before.id)
      return toDetail(cases, row, shownPermission(profile))
    }),
  }
}

const BEGUN = 'The repair of this case has begun. Run it again to bring it to its end first.'

function caseOf(workspace: Workspace, profile: OpenProfile, id: number): CaseRow {
  const row = workspace.cases.find(id)
  if (row?.account !== profile.account.id || row.environment !== profile.environment) {
    throw new ORPCError('CASE_UNKNOWN', { message: `There is no case ${id} in this profile.` })
  }
  return row
}

export function startAudit(workspace: Workspace, profile: OpenProfile) {
  return workspace.jobs.start({
    kind: 'audit',
    profile: profile.view.id,
    stage: 'starting',
    work: async ({ report, signal }) => {
      const bench = profile.bench(profile.gateway.with({ priority: 'background', signal }))
      const result = await workspace.flights.alone(
        { environment: profile.environment, userId: null },
        () => audit(bench, { progress: report, signal }),
      )
      workspace.summaries.keep(bench, result)
      workspace.hub.changed('cases', 'customers')
      return { kind: 'audit', result }
    },
  })
}

function startRun(
  workspace: Workspace,
  profile: OpenProfile,
  { session }: Context,
  due: readonly CaseRow[],
  input: Inputs['recovery']['run'],
) {
  return workspace.jobs.start({
    kind: 'run',
    profile: profile.view.id,
    stage: input.dryRun === true ? 'examining' : 'repairing',
    work: async ({ report, signal }) => {
      // A call to Stripe that is under way is never cut off: an abort only keeps the next case from beginning.
      const bench = profile.bench(profile.gateway.with({ priority: 'background' }))
      const stage = input.dryRun === true ? 'examining' : 'repairing'
      const result = await runCases(bench, workspace.flights, due, {
        actor: session.actor,
        dryRun: input.dryRun === true,
        maxCreates: typeof input.maxCreates === 'number' ? input.maxCreates : undefined,
        release: input.release,
        choice: input.choice,
        planHash: input.planHash,
        progress: (done, total) => report(stage, done, total),
        signal,
      })
      if (!result.dryRun && result.refused === null) workspace.summaries.overrule(bench)
      return { kind: 'run', result }
    },
  })
}
