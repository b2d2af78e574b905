import type { Environment } from '../store/environment.ts'
import { idOf } from '../store/environment.ts'
import type { Customer, Invoice, PaymentMethod, Subscription } from '../store/shapes.ts'
import { type Act, emit } from './act.ts'
import { blankInvoice, failedInvoice, paidInvoice } from './invoice-shape.ts'
import { blankAttempt } from './payment-shape.ts'

/** The method that a subscription's invoices are charged to. */
export function methodFor(
  env: Environment,
  subscription: Subscription,
  customer: Customer,
): PaymentMethod | undefined {
  const id =
    idOf(subscription.default_payment_method) ??
    idOf(customer.invoice_settings.default_payment_method)
  return id === undefined ? undefined : env.paymentMethods.get(id)
}

/** The next number of a customer's invoices, and the customer after taking it. */
export function takeNumber(customer: Customer): { number: string; customer: Customer } {
  const sequence = customer.next_invoice_sequence ?? 1
  return {
    number: `${customer.invoice_prefix}-${String(sequence).padStart(4, '0')}`,
    customer: { ...customer, next_invoice_sequence: sequence + 1 },
  }
}

/**
 * Invoices a subscription's current period and tries to collect.
 *
 * @param outcome - `paid`, `failed`, or `open` when nobody tries.
 */
export function invoicePeriod(
  act: Act,
  subscription: Subscription,
  reason: 'subscription_create' | 'subscription_cycle',
  outcome: 'paid' | 'failed' | 'open',
): Invoice {
  const { env, at } = act
  const owner = env.customers.get(idOf(subscription.customer) ?? '')
  if (!owner) throw new Error(`${subscription.id} has no customer`)
  const { number, customer } = takeNumber(owner)
  env.customers.replace(customer)
  const free = subscription.status === 'trialing'
  const invoice = blankInvoice(env, { customer, subscription, created: at, reason, number, free })
  env.invoices.add(invoice)
  emit(act, 'invoice.created', invoice)
  emit(act, 'invoice.finalized', invoice)
  return outcome === 'open'
    ? invoice
    : collect(act, invoice, methodFor(env, subscription, customer), outcome === 'paid')
}

function collect(act: Act, invoice: Invoice, method: PaymentMethod | undefined, paid: boolean) {
  const { env, at } = act
  if (invoice.amount_due > 0) storeAttempt(act, invoice, method, paid)
  const after = paid ? paidInvoice(invoice, at) : failedInvoice(invoice, at)
  env.invoices.replace(after)
  emit(act, 'invoice.updated', after, invoice)
  if (paid) {
    emit(act, 'invoice.paid', after)
    emit(act, 'invoice.payment_succeeded', after)
  } else {
    emit(act, 'invoice.payment_failed', after)
    markDelinquent(act, after)
  }
  return after
}

function markDelinquent(act: Act, invoice: Invoice): void {
  const before = act.env.customers.get(idOf(invoice.customer) ?? '')
  if (!before || before.delinquent) return
  const after = { ...before, delinquent: true }
  act.env.customers.replace(after)
  emit(act, 'customer.updated', after, before)
}

function storeAttempt(
  act: Act,
  invoice: Invoice,
  method: PaymentMethod | undefined,
  paid: boolean,
) {
  const { env, at } = act
  const attempt = blankAttempt(env, invoice, method, { paid, at })
  env.paymentIntents.add(attempt.intent)
  env.charges.add(attempt.charge)
  env.invoicePayments.add(attempt.payment)
  emit(act, 'payment_intent.created', attempt.intent)
  emit(act, paid ? 'charge.succeeded' : 'charge.failed', attempt.charge)
  emit(act, paid ? 'payment_intent.succeeded' : 'payment_intent.payment_failed', attempt.intent)
  if (paid) emit(act, 'invoice_payment.paid', attempt.payment)
}
