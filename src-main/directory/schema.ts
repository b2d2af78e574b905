import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { UserId } from '#contract'

/** What `resources/migrations/directory` made, for typed queries. Its comments say what the columns mean. */

export const user = sqliteTable('user', {
  id: text().$type<UserId>().primaryKey(),
  email: text().notNull(),
  emailFolded: text('email_folded'),
  name: text(),
  isVerified: integer('is_verified', { mode: 'boolean' }),
  createdAt: integer('created_at'),
  companyId: text('company_id'),
  storedIdTest: text('stripe_customer_id_test'),
  storedIdLive: text('stripe_customer_id_live'),
})

export const company = sqliteTable('company', {
  id: text().primaryKey(),
  name: text(),
})

export const formerEmail = sqliteTable(
  'former_email',
  {
    userId: text('user_id').notNull(),
    emailFolded: text('email_folded').notNull(),
    email: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.emailFolded] })],
)
