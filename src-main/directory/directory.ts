import type { CustomerId, Environment, UserId } from '#contract'

/** One row of the application's users. */
export interface DirectoryUser {
  readonly id: UserId
  readonly email: string
  readonly name: string | null
  /** null: the directory does not say. */
  readonly isVerified: boolean | null
  /** ms */
  readonly createdAt: number | null
  readonly companyId: string | null
  /** As stored, which may be malformed; null: none stored. */
  readonly storedId: Readonly<Record<Environment, string | null>>
}

export interface SearchInput {
  /** A part of a name or e-mail in any case, or a whole user id or stored id. Absent or blank: every user. */
  readonly query?: string
  /** Only among these. */
  readonly ids?: readonly UserId[]
  readonly limit: number
  /** The `next` of the page before. */
  readonly cursor?: string
}

export interface ReplaceLinkInput {
  readonly user: UserId
  readonly environment: Environment
  /** The value the column held when the decision was made. */
  readonly from: string | null
  readonly to: CustomerId
}

export type LinkReplaced =
  | { readonly kind: 'stored' }
  | { readonly kind: 'already' }
  | { readonly kind: 'conflict'; readonly holds: string | null }
  | { readonly kind: 'taken'; readonly by: UserId }
  | { readonly kind: 'gone' }

/** Where the application's users and companies live, whatever holds them. Users come in the order of their ids. */
export interface Directory {
  /** Goes into the metadata of customers and into idempotency keys: never changes for one directory. */
  readonly name: string
  count(): Promise<number>
  find(id: UserId): Promise<DirectoryUser | undefined>
  /** Those that exist, each once. */
  findMany(ids: readonly UserId[]): Promise<DirectoryUser[]>
  /** Every user, in batches, with bounded memory; rows changed meanwhile may come old or new. */
  stream(batchSize?: number): AsyncIterable<DirectoryUser[]>
  holdersOf(environment: Environment, storedId: string): Promise<UserId[]>
  /** Users whose address folds to this; a blank one matches nobody. */
  withEmail(folded: string): Promise<DirectoryUser[]>
  /** The addresses this user had before, as far as they are known. */
  formerEmails(id: UserId): Promise<string[]>
  search(input: SearchInput): Promise<{ users: DirectoryUser[]; next: string | null }>
  company(id: string): Promise<{ id: string; name: string | null } | undefined>
  /**
   * Sets the column where it still holds `from` and no other user holds `to`, in one transaction.
   * `already`: it holds `to`. `conflict`: it holds something else. `taken`: another user holds `to`. `gone`: no such user.
   */
  replaceLink(input: ReplaceLinkInput): Promise<LinkReplaced>
  close(): void
}
