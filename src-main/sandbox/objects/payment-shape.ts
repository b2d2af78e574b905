import type { Environment } from '../store/environment.ts'
import type {
  Charge,
  Invoice,
  InvoicePayment,
  PaymentIntent,
  PaymentMethod,
} from '../store/shapes.ts'

const DECLINED = 'Your card was declined.'

export interface Attempt {
  readonly intent: PaymentIntent
  readonly charge: Charge
  readonly payment: InvoicePayment
}

/** One try at an invoice, paid or declined, with its three objects; none is stored yet. */
export function blankAttempt(
  env: Environment,
  invoice: Invoice,
  method: PaymentMethod | undefined,
  { paid, at }: { paid: boolean; at: number },
): Attempt {
  const intentId = env.id('pi')
  const charge = blankCharge(env, invoice, intentId, method, { paid, at })
  return {
    intent: blankIntent(env, invoice, intentId, charge),
    charge,
    payment: invoicePayment(env, invoice, intentId, { paid, at }),
  }
}

function invoicePayment(
  env: Environment,
  invoice: Invoice,
  intent: string,
  { paid, at }: { paid: boolean; at: number },
): InvoicePayment {
  return {
    id: env.id('inpay'),
    object: 'invoice_payment',
    amount_paid: paid ? invoice.amount_due : null,
    amount_requested: invoice.amount_due,
    created: at,
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: env.livemode,
    payment: { payment_intent: intent, type: 'payment_intent' },
    status: paid ? 'paid' : 'open',
    status_transitions: { canceled_at: null, paid_at: paid ? at : null },
  }
}

function blankCharge(
  env: Environment,
  invoice: Invoice,
  intent: string,
  method: PaymentMethod | undefined,
  { paid, at }: { paid: boolean; at: number },
): Charge {
  return {
    id: env.id('ch'),
    object: 'charge',
    amount: invoice.amount_due,
    amount_captured: paid ? invoice.amount_due : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: paid ? env.id('txn') : null,
    billing_details: {
      address: null,
      email: invoice.customer_email,
      name: invoice.customer_name,
      phone: null,
      tax_id: null,
    },
    calculated_statement_descriptor: null,
    captured: paid,
    created: at,
    currency: invoice.currency,
    customer: invoice.customer,
    description: null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: paid ? null : 'card_declined',
    failure_message: paid ? null : DECLINED,
    fraud_details: {},
    livemode: env.livemode,
    metadata: {},
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: paid ? 'approved_by_network' : 'declined_by_network',
      reason: paid ? null : 'generic_decline',
      risk_level: 'normal',
      seller_message: paid ? 'Payment complete.' : 'The bank did not return any further details.',
      type: paid ? 'authorized' : 'issuer_declined',
    },
    paid,
    payment_intent: intent,
    payment_method: method?.id ?? null,
    payment_method_details: null,
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: paid ? 'succeeded' : 'failed',
    transfer_data: null,
    transfer_group: null,
  }
}

function blankIntent(
  env: Environment,
  invoice: Invoice,
  id: string,
  charge: Charge,
): PaymentIntent {
  return {
    id,
    ...INTENT_DEFAULTS,
    amount: charge.amount,
    amount_received: charge.amount_captured,
    client_secret: `${id}_secret_${env.random.letters(25)}`,
    created: charge.created,
    currency: charge.currency,
    customer: charge.customer,
    last_payment_error: charge.paid
      ? null
      : {
          charge: charge.id,
          code: 'card_declined',
          decline_code: 'generic_decline',
          message: DECLINED,
          type: 'card_error',
        },
    latest_charge: charge.id,
    livemode: env.livemode,
    payment_method: charge.paid ? charge.payment_method : null,
    description: `Invoice ${invoice.number}`,
    status: charge.paid ? 'succeeded' : 'requires_payment_method',
  }
}

const INTENT_DEFAULTS = {
  object: 'payment_intent',
  allowed_payment_method_types: null,
  amount_capturable: 0,
  application: null,
  application_fee_amount: null,
  automatic_payment_methods: null,
  canceled_at: null,
  cancellation_reason: null,
  capture_method: 'automatic',
  confirmation_method: 'automatic',
  customer_account: null,
  excluded_payment_method_types: null,
  managed_payments: null,
  metadata: {},
  next_action: null,
  on_behalf_of: null,
  payment_method_configuration_details: null,
  payment_method_options: null,
  payment_method_types: ['card'],
  payment_record: null,
  processing: null,
  receipt_email: null,
  review: null,
  setup_future_usage: null,
  shipping: null,
  source: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  transfer_data: null,
  transfer_group: null,
} satisfies Partial<PaymentIntent>
