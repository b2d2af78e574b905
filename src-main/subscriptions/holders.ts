import type { Environment, UserId } from '#contract'
import type { Directory, DirectoryUser } from '../directory/index.ts'

/** Who links to each of these customers: the first by id where several do. */
export async function createHolders(
  directory: Pick<Directory, 'holdersOf' | 'findMany'>,
  environment: Environment,
  customers: readonly string[],
): Promise<(customer: string) => DirectoryUser | undefined> {
  const first = new Map<string, UserId>()
  for (const customer of new Set(customers)) {
    const [holder] = await directory.holdersOf(environment, customer)
    if (holder !== undefined) first.set(customer, holder)
  }
  const users = new Map(
    (await directory.findMany([...new Set(first.values())])).map((user) => [user.id, user]),
  )
  return (customer) => {
    const id = first.get(customer)
    return id === undefined ? undefined : users.get(id)
  }
}
