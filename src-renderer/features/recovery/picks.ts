import type { CaseDetail, Choice, Plan, PlannedWrite } from '#contract'

/** What a person settled on for one case: one of the repairs, or to let it be. */
export type Answer = Choice | { readonly kind: 'dismiss' }

export interface Option {
  /** Tells options apart in a radio group. */
  readonly value: string
  readonly answer: Answer
  /** It is what the plan says. */
  readonly recommended: boolean
}

type Case = Pick<CaseDetail, 'plan' | 'choices'>

function isPlan(plan: Plan, choice: Choice): boolean {
  if (choice.kind !== plan.kind) return false
  return choice.kind === 'create' || choice.customerId === plan.customerId
}

/** The plan as an answer; null where it is to keep or to ask a person. */
function planned({ kind, customerId }: Plan): Choice | null {
  if (kind === 'create') return { kind }
  return kind === 'relink' && customerId !== null ? { kind, customerId } : null
}

/** What can be done about a case, the plan first. */
export function optionsOf({ plan, choices }: Case): Option[] {
  const first = planned(plan)
  const others = choices.filter((choice) => !isPlan(plan, choice))
  const repairs = first ? [first, ...others] : others
  return [
    ...repairs.map((answer) => ({
      value: answer.kind === 'relink' ? answer.customerId : answer.kind,
      answer,
      recommended: isPlan(plan, answer),
    })),
    { value: 'dismiss', answer: { kind: 'dismiss' }, recommended: false },
  ]
}

/** In place of the id of a customer that is still to be made. */
const newcomer = 'the new customer'

function withNewcomer(write: PlannedWrite): PlannedWrite {
  return write.where === 'directory' ? { ...write, after: write.after ?? newcomer } : write
}

/** What an answer would write, before and after. The plan's own writes come from the core. */
export function writesOf(
  detail: Pick<CaseDetail, 'writes' | 'storedId' | 'userId' | 'environment'>,
  { answer, recommended }: Option,
): readonly PlannedWrite[] {
  if (recommended) return detail.writes.map(withNewcomer)
  if (answer.kind === 'dismiss') return []
  const link = detail.writes.find(({ where }) => where === 'directory')
  const column: PlannedWrite = {
    where: 'directory',
    what: link?.what ?? `users ${detail.userId} stripe_customer_id_${detail.environment}`,
    before: detail.storedId,
    after: answer.kind === 'relink' ? answer.customerId : newcomer,
  }
  if (answer.kind === 'relink') return [column]
  return [
    { where: 'stripe', what: 'create a customer', before: null, after: `user ${detail.userId}` },
    column,
  ]
}
