import type { TimelineItem } from '#contract'
import type { Tone } from '../../ui/link-state.ts'
import { formatMoney } from '../../ui/money.ts'

export interface TimelineLine {
  readonly at: number
  readonly tone: Tone
  readonly what: string
  readonly money: string | null
  /** An id worth copying: the request, the customer, the subscription. */
  readonly id: string | null
}

const invoiceTone: Record<string, Tone> = { paid: 'ok', uncollectible: 'bad', open: 'warn' }

type Of<K extends TimelineItem['kind']> = Extract<TimelineItem, { kind: K }>

function invoiceLine(item: Of<'invoice'>): TimelineLine {
  const failed = item.status === 'open' && item.attempted
  return {
    at: item.at,
    tone: failed ? 'bad' : (invoiceTone[item.status] ?? 'third'),
    what: `Invoice ${item.number ?? item.invoiceId} ${failed ? 'failed' : item.status}`,
    money: formatMoney(item.total),
    id: item.number === null ? null : item.invoiceId,
  }
}

function subscriptionLine(item: Of<'subscription'>): TimelineLine {
  return {
    at: item.at,
    tone: item.event === 'started' ? 'ok' : 'bad',
    what: `${item.product} ${item.event}`,
    money: null,
    id: item.subscriptionId,
  }
}

function customerLine(item: Of<'customer'>): TimelineLine {
  const deleted = item.event === 'found_deleted'
  return {
    at: item.at,
    tone: deleted ? 'bad' : 'third',
    what: deleted ? 'Customer found deleted' : 'Customer created',
    money: null,
    id: item.customerId,
  }
}

function linkLine(item: Of<'link'>): TimelineLine {
  return {
    at: item.at,
    tone: 'ok',
    what: `Link changed: ${item.action}${item.after === null ? '' : ` to ${item.after}`}`,
    money: null,
    id: item.requestId,
  }
}

/** One thing that happened, as a sentence. */
export function timelineLine(item: TimelineItem): TimelineLine {
  switch (item.kind) {
    case 'invoice':
      return invoiceLine(item)
    case 'subscription':
      return subscriptionLine(item)
    case 'customer':
      return customerLine(item)
    case 'link':
      return linkLine(item)
  }
}
