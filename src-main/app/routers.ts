import { ORPCError } from '@orpc/server'
import type { JobId, JobView } from '#contract'
import type { KeyFiles } from '../accounts/index.ts'
import { createPortalLink } from '../billing/index.ts'
import { listCustomers, readCards, readCustomerPage } from '../customers/index.ts'
import { mirrorKinds, syncMirror } from '../mirror/index.ts'
import { createAccountsRouter } from './accounts-router.ts'
import { os, profileOf } from './context.ts'
import { mayRepair, pass } from './gates.ts'
import type { KeptProfiles } from './kept/index.ts'
import type { ProfileDesk } from './profile-desk.ts'
import type { OpenProfile } from './profiles.ts'
import {
  createLookupRouter,
  createOverviewRouter,
  createSubscriptionsRouter,
} from './reads-router.ts'
import { createRecoveryRouter } from './recovery-router.ts'
import { version } from './version.ts'
import type { Workspace } from './workspace.ts'

/** The contract, each entry by delegation to the capability that does it. */
export function createRouter(
  workspace: Workspace,
  desk: ProfileDesk,
  { kept, keyFiles }: { kept: KeptProfiles; keyFiles: KeyFiles },
) {
  return os.router({
    workspace: createWorkspaceRouter(workspace),
    session: createSessionRouter(desk),
    accounts: createAccountsRouter(workspace, kept, keyFiles),
    jobs: createJobsRouter(workspace),
    directory: createDirectoryRouter(workspace),
    mirror: createMirrorRouter(workspace),
    recovery: createRecoveryRouter(workspace),
    customers: createCustomersRouter(workspace),
    subscriptions: createSubscriptionsRouter(),
    overview: createOverviewRouter(workspace),
    lookup: createLookupRouter(),
    billing: createBillingRouter(workspace),
    activity: createActivityRouter(workspace),
    alerts: {
      list: os.alerts.list.handler(() => ({ items: workspace.alerts.open() })),
    },
  })
}

function createWorkspaceRouter({ kind, home, hub }: Workspace) {
  return {
    show: os.workspace.show.handler(({ context }) => {
      const profiles = context.session.profiles()
      return { kind, home, version, profiles }
    }),
    changes: os.workspace.changes.handler(({ signal }) => hub.watch(signal)),
  }
}

function createSessionRouter(desk: ProfileDesk) {
  return {
    begin: os.session.begin.handler(async ({ input, context }) =>
      context.session.add(await desk.borrow({ ...input, label: 'env', sandbox: false })),
    ),
  }
}

function createJobsRouter({ jobs }: Workspace) {
  const found = (view: JobView | undefined, id: JobId): JobView => {
    if (view !== undefined) return view
    throw new ORPCError('JOB_UNKNOWN', { message: `There is no job ${id}.` })
  }
  return {
    list: os.jobs.list.handler(() => ({ items: jobs.list() })),
    watch: os.jobs.watch.handler(({ input, signal }) => {
      found(jobs.find(input.job), input.job)
      return jobs.watch(input.job, signal)
    }),
    cancel: os.jobs.cancel.handler(({ input }) => found(jobs.cancel(input.job), input.job)),
  }
}

function createDirectoryRouter({ jobs, directory, hub, trail, log }: Workspace) {
  return {
    import: os.directory.import.handler(({ input, context }) => ({
      job: jobs.start({
        kind: 'import',
        profile: null,
        stage: 'reading',
        work: async ({ report, signal }) => {
          const { file, companies, preview, map } = input
          const result = await directory.importCsv({
            file,
            ...(companies !== undefined && { companies }),
            ...(preview !== undefined && { preview }),
            ...(map !== undefined && { map }),
            onProgress: (done, total) => report('users', done, total),
            signal,
          })
          if (!result.preview) {
            const { added, changed } = result.users
            const detail = `${added} users added, ${changed} changed`
            trail.append({ actor: context.session.actor, action: 'directory.imported', detail })
            log.info({ event: 'directory_import', added, changed }, 'Users were imported.')
            hub.changed('customers', 'activity')
          }
          return { kind: 'import', result }
        },
      }),
    })),
    export: os.directory.export.handler(async ({ input }) => {
      const { users } = await directory.exportCsv(input)
      return { users, file: input.file }
    }),
  }
}

function createMirrorRouter(workspace: Workspace) {
  return {
    sync: os.mirror.sync.handler(({ input, context }) => ({
      job: startSync(workspace, profileOf(context, input.profile)),
    })),
    status: os.mirror.status.handler(({ input, context }) => {
      const { mirror } = profileOf(context, input.profile).bench()
      return { kinds: mirrorKinds.map((kind) => mirror.status(kind)) }
    }),
  }
}

export function startSync(workspace: Workspace, profile: OpenProfile): JobId {
  return workspace.jobs.start({
    kind: 'sync',
    profile: profile.view.id,
    stage: 'customer',
    work: async ({ report, signal }) => {
      const { mirror } = profile.bench()
      const gateway = profile.gateway.with({ priority: 'background', signal })
      const result = await syncMirror(mirror, gateway, {
        now: workspace.now,
        progress: (kind, done) => report(kind, done, null),
        signal,
      })
      workspace.hub.changed('mirror', 'customers')
      return { kind: 'sync', result }
    },
  })
}

function createCustomersRouter({ summaries }: Workspace) {
  return {
    list: os.customers.list.handler(({ input, context }) => {
      const bench = profileOf(context, input.profile).bench()
      return listCustomers(bench, { ...input, audited: summaries.lastAuditAt(bench) !== null })
    }),
    show: os.customers.show.handler(async ({ input, context }) => {
      const bench = profileOf(context, input.profile).bench()
      const page = await readCustomerPage(bench, input.user, summaries.lastAuditAt(bench))
      if (page !== undefined) return page
      throw new ORPCError('USER_UNKNOWN', { message: `The directory has no user ${input.user}.` })
    }),
    cards: os.customers.cards.handler(async ({ input, context, signal }) => {
      const gateway = profileOf(context, input.profile).gateway.with({ priority: 'person', signal })
      return { items: await readCards(gateway, input.customerId) }
    }),
  }
}

function createBillingRouter({ flights }: Workspace) {
  return {
    portal: os.billing.portal.handler(async ({ input, context }) => {
      const profile = profileOf(context, input.profile)
      pass(profile, 'link', input)
      const bench = profile.bench(profile.gateway.with({ priority: 'person' }))
      const subject = { environment: profile.environment, userId: input.user }
      const options = { actor: context.session.actor, mayRepair: mayRepair(profile, input) }
      const link = await flights.alone(subject, () => createPortalLink(bench, input.user, options))
      if ('url' in link) return link
      throw new ORPCError('REFUSED', { message: link.detail, data: { reason: link.reason } })
    }),
  }
}

function createActivityRouter({ trail, requests }: Workspace) {
  return {
    changes: os.activity.changes.handler(({ input }) => trail.page(input)),
    verify: os.activity.verify.handler(() => trail.verify()),
    requests: os.activity.requests.handler(({ input }) => requests.page(input)),
  }
}
