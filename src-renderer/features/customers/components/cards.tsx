import type { CardView } from '#contract'
import { Problem } from '../../../ui/problem.tsx'
import { useCards } from '../hooks/use-customer.ts'
import css from './customer.module.css'

/** The cards of a live customer, asked of Stripe when the page opens. */
export function Cards({ customerId }: { customerId: string | null }) {
  const { data, error, refetch } = useCards(customerId)
  return (
    <section>
      <h2>Cards</h2>
      {customerId === null && <p className={css['small']}>No live customer.</p>}
      {error && <Problem error={error} retry={() => void refetch()} />}
      {customerId !== null && !data && !error && <p className={css['small']}>–</p>}
      {data?.items.length === 0 && <p className={css['small']}>None.</p>}
      <ul>
        {data?.items.map((card) => (
          <CardLine key={card.id} card={card} />
        ))}
      </ul>
    </section>
  )
}

function CardLine({ card }: { card: CardView }) {
  const month = String(card.expMonth).padStart(2, '0')
  return (
    <li className={css['row']}>
      <span className={css['what']}>
        {card.brand} {card.last4}
      </span>
      <span className={css['small']}>
        {month}/{card.expYear}
      </span>
    </li>
  )
}
