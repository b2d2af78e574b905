import { appendFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { implement } from '@orpc/server'
import { AccountId, contract, JobId, type JobView, ProfileId } from '#contract'
import type { Caller, Core, Home } from '../../../src-main/hosts/core.ts'

interface Session {
  readonly caller: Caller
  key: string | null
}

/**
 * A speaker of the whole contract that does next to nothing: the hosts are what is tested here. An `ensure` leaves a line
 * in `<home>/effects` and is answered when `<home>/answer` exists, or at once for the user `quick`; an audit ends when
 * `<home>/finish` exists or when it is cancelled.
 */
export async function openFakeCore({ folder, kind }: Home): Promise<Core<Session>> {
  const jobs = new Map<JobId, JobView>()
  const exists = (name: string) => existsSync(join(folder, name))
  const leave = (line: string) => appendFileSync(join(folder, 'effects'), `${line}\n`)
  leave(`opened by ${process.pid}`)

  const os = implement(contract).$context<{ session: Session }>()
  const unused = (): never => {
    throw new Error('This call has no part in the tests of the hosts.')
  }
  const profile = (environment: 'test' | 'live') => ({
    id: ProfileId.parse('env'),
    label: 'env',
    environment,
    sandbox: false,
    gate: 'open' as const,
    raisedUntil: null,
    account: { id: AccountId.parse('acct_1'), name: null },
    watchOnly: false,
    keyHint: '4242',
    locked: null,
  })

  async function audit(id: JobId, started: JobView) {
    let done = 0
    while (!exists('finish') && jobs.get(id)?.state === 'running') {
      jobs.set(id, { ...started, done: ++done })
      await pause(20)
    }
    const cancelled = jobs.get(id)?.state !== 'running'
    const result = {
      audited: done,
      byState: {
        unreachable: 0,
        forbidden: 0,
        malformed: 0,
        not_ours: 0,
        wrong_mode: 0,
        deleted: 0,
        missing: 0,
        claimed: 0,
        unlinked: 0,
        linked: done,
      },
      findings: {},
      cases: { open: 0, held: 0 },
      refused: null,
      stripeCalls: 0,
      ms: 1,
    }
    jobs.set(id, {
      ...started,
      state: cancelled ? 'cancelled' : 'done',
      outcome: { kind: 'audit', result },
    })
  }

  const router = os.router({
    workspace: {
      show: os.workspace.show.handler(() => ({
        kind,
        home: folder,
        version: '0.0.0',
        profiles: kind === 'demo' ? [profile('test')] : [],
      })),
      changes: os.workspace.changes.handler(async function* ({ signal }) {
        yield { seq: 1, topics: [] }
        await new Promise((resolve) => signal?.addEventListener('abort', resolve))
      }),
    },
    session: {
      begin: os.session.begin.handler(({ input, context, errors }) => {
        if (input.secretKey.startsWith('pk_'))
          throw errors.KEY({
            message: 'That is a publishable key.',
            data: { reason: 'publishable' },
          })
        context.session.key = input.secretKey
        return profile('test')
      }),
    },
    accounts: {
      list: os.accounts.list.handler(unused),
      keyStore: os.accounts.keyStore.handler(unused),
      add: os.accounts.add.handler(unused),
      enterKey: os.accounts.enterKey.handler(unused),
      check: os.accounts.check.handler(unused),
      relabel: os.accounts.relabel.handler(unused),
      remove: os.accounts.remove.handler(unused),
      found: os.accounts.found.handler(unused),
      takeFound: os.accounts.takeFound.handler(unused),
      importText: os.accounts.importText.handler(unused),
      import: os.accounts.import.handler(unused),
      raiseGate: os.accounts.raiseGate.handler(unused),
      lowerGate: os.accounts.lowerGate.handler(unused),
      consents: os.accounts.consents.handler(unused),
      giveConsent: os.accounts.giveConsent.handler(unused),
      revokeConsent: os.accounts.revokeConsent.handler(unused),
    },
    jobs: {
      list: os.jobs.list.handler(() => ({ items: [...jobs.values()] })),
      watch: os.jobs.watch.handler(async function* ({ input }) {
        for (;;) {
          const job = jobs.get(input.job)
          if (job) yield job
          if (job?.state !== 'running') return
          await pause(20)
        }
      }),
      cancel: os.jobs.cancel.handler(({ input, errors }) => {
        const job = jobs.get(input.job)
        if (!job) throw errors.JOB_UNKNOWN()
        const cancelled = { ...job, state: 'cancelled' as const }
        jobs.set(input.job, cancelled)
        return cancelled
      }),
    },
    directory: {
      import: os.directory.import.handler(unused),
      export: os.directory.export.handler(({ input }) => ({ users: 0, file: input.file })),
    },
    mirror: {
      sync: os.mirror.sync.handler(unused),
      status: os.mirror.status.handler(unused),
    },
    subscriptions: {
      list: os.subscriptions.list.handler(unused),
      counts: os.subscriptions.counts.handler(unused),
    },
    overview: { health: os.overview.health.handler(unused) },
    lookup: { find: os.lookup.find.handler(unused) },
    recovery: {
      audit: os.recovery.audit.handler(({ input }) => {
        const id = JobId.parse(`audit-${process.pid}-${jobs.size}`)
        const job: JobView = {
          id,
          profile: input.profile,
          kind: 'audit',
          state: 'running',
          stage: 'links',
          done: 0,
          total: null,
          startedAt: 0,
          endedAt: null,
          outcome: null,
        }
        jobs.set(id, job)
        leave('audit')
        void audit(id, job)
        return { job: id }
      }),
      summary: os.recovery.summary.handler(unused),
      list: os.recovery.list.handler(() => ({ items: [], next: null })),
      show: os.recovery.show.handler(({ errors }) => {
        throw errors.CASE_UNKNOWN()
      }),
      recheck: os.recovery.recheck.handler(unused),
      run: os.recovery.run.handler(({ errors }) => {
        throw errors.WHAT()
      }),
      ensure: os.recovery.ensure.handler(async ({ input, context }) => {
        leave(`ensure ${input.user} with ${context.session.key} by ${process.pid}`)
        while (input.user !== 'quick' && input.user !== 'refused' && !exists('answer'))
          await pause(10)
        if (input.user === 'refused')
          return { outcome: 'refused' as const, reason: 'held', detail: 'It waits for a person.' }
        return { outcome: 'created' as const, customerId: `cus_for_${input.user}` }
      }),
      dismiss: os.recovery.dismiss.handler(unused),
    },
    customers: {
      list: os.customers.list.handler(unused),
      show: os.customers.show.handler(unused),
      cards: os.customers.cards.handler(unused),
    },
    billing: { portal: os.billing.portal.handler(unused) },
    activity: {
      changes: os.activity.changes.handler(() => ({ items: [], next: null })),
      verify: os.activity.verify.handler(() => ({ intact: true, lines: 0, brokenAt: null })),
      requests: os.activity.requests.handler(unused),
    },
    alerts: { list: os.alerts.list.handler(() => ({ items: [] })) },
  })

  return {
    router,
    beginSession: (caller) => ({ caller, key: null }),
    endSession: () => leave('session ended'),
    close: async () => leave(`closed by ${process.pid}`),
  }
}
