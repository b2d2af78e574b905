import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { z } from 'zod'

const file = findPackageJSON(import.meta.url)

/** Relink's version, from its package. */
export const version = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(file ?? 'package.json', 'utf8'))).version
