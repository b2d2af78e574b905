import { Empty } from './empty.tsx'
import { Id } from './id.tsx'

/** The directory is still empty: where its users come from. */
export function NoUsers() {
  return (
    <Empty>
      The directory has no users yet. Import them in a terminal:{' '}
      <Id value="npm run relink -- directory import --file users.csv" />
    </Empty>
  )
}
