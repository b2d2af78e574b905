import type { DirectoryUser } from './world.ts'

const HEADER =
  'id,email,name,stripe_customer_id_test,stripe_customer_id_live,is_verified,created_at,company_id'

/** The directory as a file that the console imports. Times are Unix seconds. */
export function directoryCsv(users: readonly DirectoryUser[]): string {
  const rows = users.map((user) =>
    [
      user.id,
      user.email,
      user.name,
      user.stripeCustomerIdTest ?? '',
      user.stripeCustomerIdLive ?? '',
      String(user.isVerified),
      String(user.createdAt),
      user.companyId ?? '',
    ]
      .map(quote)
      .join(','),
  )
  return `${[HEADER, ...rows].join('\n')}\n`
}

function quote(field: string): string {
  return /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}
