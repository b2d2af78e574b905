/** Every call between the core and its hosts: input, output and errors. Import from here only. */

import type {
  ContractRouterClient,
  InferContractRouterInputs,
  InferContractRouterOutputs,
} from '@orpc/contract'
import { accountsContract } from './accounts.ts'
import { activityContract } from './activity.ts'
import { alertsContract } from './alerts.ts'
import { billingContract } from './billing.ts'
import { customersContract } from './customers.ts'
import { directoryContract } from './directory.ts'
import { jobsContract } from './jobs.ts'
import { lookupContract } from './lookup.ts'
import { mirrorContract } from './mirror.ts'
import { overviewContract } from './overview.ts'
import { recoveryContract } from './recovery.ts'
import { subscriptionsContract } from './subscriptions.ts'
import { sessionContract, workspaceContract } from './workspace.ts'

export const contract = {
  workspace: workspaceContract,
  session: sessionContract,
  accounts: accountsContract,
  jobs: jobsContract,
  directory: directoryContract,
  mirror: mirrorContract,
  recovery: recoveryContract,
  customers: customersContract,
  subscriptions: subscriptionsContract,
  overview: overviewContract,
  lookup: lookupContract,
  billing: billingContract,
  activity: activityContract,
  alerts: alertsContract,
}

export type Client = ContractRouterClient<typeof contract>
export type Inputs = InferContractRouterInputs<typeof contract>
export type Outputs = InferContractRouterOutputs<typeof contract>

export * from './accounts.ts'
export * from './activity.ts'
export * from './alerts.ts'
export * from './base.ts'
export * from './customers.ts'
export * from './directory-shapes.ts'
export * from './errors.ts'
export * from './ids.ts'
export * from './jobs.ts'
export * from './link.ts'
export * from './lookup.ts'
export * from './mirror-shapes.ts'
export * from './money.ts'
export { Consent, Summary } from './recovery.ts'
export * from './recovery-shapes.ts'
export * from './subscriptions.ts'
export * from './workspace.ts'
