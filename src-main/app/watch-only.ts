import type { AccountId, Environment } from '#contract'
import type { Workspace } from './workspace.ts'

/** Whether the environment's id column belongs to another account. */
export function isWatchOnly(
  { bindings }: Pick<Workspace, 'bindings'>,
  environment: Environment,
  account: AccountId,
): boolean {
  const bound = bindings.of(environment)
  return bound !== undefined && bound !== account
}
