import { implement, ORPCError } from '@orpc/server'
import { z } from 'zod'
import { contract, ProfileId } from '#contract'
import { KeyError, ProfileLockedError } from '../accounts/index.ts'
import { asStorageError, StorageError } from '../db/index.ts'
import { FileError } from '../directory/index.ts'
import { GatewayError } from '../gateway/index.ts'
import type { OpenProfile } from './profiles.ts'
import type { Session } from './session.ts'

export interface Context {
  readonly session: Session
}

/** The contract to be implemented; what a capability throws becomes an error that the contract names. */
export const os = implement(contract)
  .$context<Context>()
  .use(async ({ next }) => {
    try {
      return await next()
    } catch (error) {
      throw named(error)
    }
  })
  .use(async ({ context, next, path: [group] }, input) => {
    const { data } = About.safeParse(input)
    if (data !== undefined && group !== 'accounts') await context.session.open(data.profile)
    return next()
  })

/** A call about a profile: a kept one is opened by the first that works with it; `accounts` does without its key. */
const About = z.object({ profile: ProfileId })

function named(thrown: unknown): unknown {
  // Every other file's statements name their own; what is left is the workspace's.
  const error = asStorageError(thrown, 'workspace.sqlite')
  if (error instanceof GatewayError) {
    const data = { kind: error.failure.kind, requestId: error.requestId }
    return new ORPCError('STRIPE', { message: error.message, data })
  }
  if (error instanceof StorageError) {
    return new ORPCError('STORAGE', { message: error.message, data: { file: error.failure.file } })
  }
  if (error instanceof FileError) {
    return new ORPCError('FILE', { message: error.message, data: { file: error.file } })
  }
  if (error instanceof KeyError) {
    return new ORPCError('KEY', { message: error.message, data: { reason: error.reason } })
  }
  if (error instanceof ProfileLockedError) {
    const data = { reason: error.reason }
    return new ORPCError('PROFILE_LOCKED', { message: error.message, data })
  }
  return error
}

/** The profile that a call is about, if its connection may use it. */
export function profileOf({ session }: Context, id: ProfileId): OpenProfile {
  const profile = session.find(id)
  if (profile === undefined) {
    throw new ORPCError('PROFILE_UNKNOWN', { message: 'There is no such profile.' })
  }
  return profile
}
