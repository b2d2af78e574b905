import { UsageError } from './failure.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Working on another directory than the one that is named would be worse than not working. */
export function refusePostgres(env: Environment): void {
  if (!env['DATABASE_URL']) return
  throw new UsageError(
    "DATABASE_URL is set, and this version can't open PostgreSQL. Unset it to use the embedded directory.",
    'POSTGRES',
  )
}
