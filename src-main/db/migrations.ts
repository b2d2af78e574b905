import { readdirSync, readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'

export type SchemaName = 'workspace' | 'directory' | 'mirror' | 'log'

export interface Migration {
  readonly version: number
  readonly sql: string
}

/** The numbered steps of one schema (`resources/migrations/<schema>/0001_name.sql`), oldest first. */
export function readMigrations(schema: SchemaName): Migration[] {
  const folder = join(packageRoot(), 'resources', 'migrations', schema)
  return readdirSync(folder)
    .filter((name) => /^\d{4}_.*\.sql$/.test(name))
    .sort()
    .map((name) => ({
      version: Number(name.slice(0, 4)),
      sql: readFileSync(join(folder, name), 'utf8'),
    }))
}

/** The same from source and from a bundle, wherever that lies. */
function packageRoot(): string {
  const manifest = findPackageJSON(import.meta.url)
  if (manifest === undefined) throw new Error('Relink lies outside of its package.')
  return dirname(manifest)
}
