import type { Environment } from '../store/environment.ts'
import type { Charge, Dispute } from '../store/shapes.ts'
import { type Act, emit } from './act.ts'
import { ofParam } from './lookup.ts'

/** Opens a dispute of a charge, as the customer's bank would. */
export function dispute(act: Act, charge: string): Dispute {
  const { env } = act
  const before = ofParam(env, (side) => side.charges, 'charge', charge, 'charge')
  env.charges.replace({ ...before, disputed: true })
  const opened = blankDispute(env, before, act.at)
  env.disputes.add(opened)
  emit(act, 'charge.dispute.created', opened)
  return opened
}

function blankDispute(env: Environment, charge: Charge, created: number): Dispute {
  return {
    id: env.id('du'),
    object: 'dispute',
    amount: charge.amount,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: created + 7 * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: env.livemode,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason: 'fraudulent',
    status: 'needs_response',
  }
}

const NO_EVIDENCE: Dispute['evidence'] = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
}
