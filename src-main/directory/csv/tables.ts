import { companyFields, type Fields, userFields } from './fields.ts'

/** How a file's rows become rows of one table. The fields' names are the table's columns. */
export interface ImportTable {
  readonly name: 'user' | 'company'
  readonly fields: Fields
  /** Columns worked out from a row of the file, as SQL. */
  readonly derivedFromFile: Readonly<Record<string, string>>
  /** Columns worked out from what a row will be, where the file has only some of the fields. */
  readonly derivedFromRow: Readonly<Record<string, string>>
  readonly warnings: readonly WarningRule[]
}

export interface WarningRule {
  readonly kind: string
  readonly column: string
  readonly looksFor: 'shared' | 'malformed'
  /** The column that shows a hit, where it is another one. */
  readonly example?: string
}

export const userTable: ImportTable = {
  name: 'user',
  fields: userFields,
  derivedFromFile: { email_folded: 'fold_email(email)' },
  derivedFromRow: { search_text: 'search_text(name, email)' },
  warnings: [
    { kind: 'email_shared', column: 'email_folded', looksFor: 'shared', example: 'email' },
    { kind: 'test_id_shared', column: 'stripe_customer_id_test', looksFor: 'shared' },
    { kind: 'live_id_shared', column: 'stripe_customer_id_live', looksFor: 'shared' },
    { kind: 'test_id_malformed', column: 'stripe_customer_id_test', looksFor: 'malformed' },
    { kind: 'live_id_malformed', column: 'stripe_customer_id_live', looksFor: 'malformed' },
  ],
}

export const companyTable: ImportTable = {
  name: 'company',
  fields: companyFields,
  derivedFromFile: {},
  derivedFromRow: {},
  warnings: [],
}
