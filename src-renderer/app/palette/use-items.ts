import { useNavigate } from '@tanstack/react-router'
import type { CustomerRow, Hit } from '#contract'
import { hitLabel, type Item, matching, namesUser } from './items.ts'
import { type Found, useFound } from './use-found.ts'

interface Ends {
  /** A person was chosen, whose own actions come next. */
  readonly choose: (person: CustomerRow) => void
  /** One has gone there. */
  readonly close: () => void
}

/** What a text offers, People first. A person leads to their own actions, an id to its page. */
export function useItems(text: string, places: readonly Item[], { choose, close }: Ends) {
  const navigate = useNavigate()
  const found: Found = useFound(text)
  const openUser = (user: string) => {
    close()
    void navigate({ to: '/customers/$user', params: { user } })
  }

  const person = (row: CustomerRow): Item => ({
    key: `user ${row.userId}`,
    group: 'People',
    label: row.name ?? row.email,
    detail: row.email,
    user: row.userId,
    run: () => (namesUser(text, row) ? openUser(row.userId) : choose(row)),
  })
  const open = (hit: Hit) => {
    close()
    if (hit.user !== null) openUser(hit.user.id)
    else if (hit.case !== null)
      void navigate({ to: '/recovery/$case', params: { case: String(hit.case) }, search: {} })
    else void navigate({ to: '/subscriptions', search: { price: hit.id } })
  }
  // A customer that somebody links to stands among the people already.
  const known = new Set(found.people.map(({ userId }) => userId))
  const leads = ({ kind, user, case: open }: Hit) =>
    user !== null ? kind !== 'customer' || !known.has(user.id) : open !== null || kind === 'price'
  const hits = found.hits.filter(leads).map(
    (hit): Item => ({
      key: hit.id,
      group: 'Go to',
      label: hitLabel(hit),
      detail: hit.id,
      user: hit.user?.id ?? null,
      run: () => open(hit),
    }),
  )
  const closing = (item: Item): Item => ({
    ...item,
    run: () => {
      close()
      item.run()
    },
  })
  return {
    items: [...found.people.map(person), ...hits, ...matching(places, text).map(closing)],
    busy: found.busy,
    /** The mirror knows the id, but it is nobody's. */
    isNobodys: found.hits.some((hit) => !leads(hit) && hit.user === null),
  }
}
