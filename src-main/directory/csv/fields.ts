import { type CellKind, date, requiredText, text, yesOrNo } from './cells.ts'

export interface Field {
  /** Its name in the header, and of its column in the table. */
  readonly name: string
  /** Other names it is known by, lower case, without spaces or punctuation. */
  readonly aliases: readonly string[]
  readonly kind: CellKind
}

export interface Fields {
  readonly all: readonly Field[]
  /** Of each group at least one must have a column. */
  readonly required: readonly (readonly string[])[]
}

const idOf = (environment: string, other: string) => [
  `${environment}stripecustomerid`,
  `${environment}customerid`,
  `stripe${environment}customerid`,
  `stripe${environment}id`,
  `stripecustomer${environment}`,
  `stripecustomerid${other}`,
  `stripeid${environment}`,
  `customerid${environment}`,
]

/** In the order in which an export writes them. One plain "customer id" is not guessed at: it could be of either environment. */
export const userFields: Fields = {
  all: [
    { name: 'id', aliases: ['userid', 'uid', 'uuid'], kind: requiredText },
    { name: 'email', aliases: ['emailaddress', 'mail', 'useremail'], kind: requiredText },
    { name: 'name', aliases: ['fullname', 'displayname', 'username'], kind: text },
    {
      name: 'stripe_customer_id_test',
      aliases: idOf('test', 'testmode'),
      kind: text,
    },
    {
      name: 'stripe_customer_id_live',
      aliases: idOf('live', 'livemode'),
      kind: text,
    },
    {
      name: 'is_verified',
      aliases: ['verified', 'emailverified', 'isemailverified', 'emailconfirmed'],
      kind: yesOrNo,
    },
    {
      name: 'created_at',
      aliases: ['created', 'createdon', 'createdate', 'creationdate', 'datejoined', 'signedupat'],
      kind: date,
    },
    {
      name: 'company_id',
      aliases: ['organizationid', 'organisationid', 'orgid', 'teamid', 'tenantid'],
      kind: text,
    },
  ],
  required: [['id'], ['email'], ['stripe_customer_id_test', 'stripe_customer_id_live']],
}

export const companyFields: Fields = {
  all: [
    {
      name: 'id',
      aliases: ['companyid', 'organizationid', 'organisationid', 'orgid'],
      kind: requiredText,
    },
    { name: 'name', aliases: ['companyname', 'displayname'], kind: text },
    { name: 'subscription_status', aliases: ['status'], kind: text },
    { name: 'subscription_plan', aliases: ['plan'], kind: text },
    { name: 'stripe_subscription_id', aliases: ['subscriptionid'], kind: text },
    { name: 'current_period_end', aliases: ['periodend'], kind: date },
  ],
  required: [['id'], ['name']],
}
