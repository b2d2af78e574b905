import type { Sandbox } from '../../src-main/sandbox/index.ts'
import { ask } from './raw.ts'

/** People whose customers are made over the API: in the account and mode of this key. */
export async function peopleOf(
  sandbox: Sandbox,
  key: string,
  { healthy, lost }: { readonly healthy: number; readonly lost: number },
): Promise<string> {
  const mode = /_(test|live)_/.exec(key)?.[1] ?? 'test'
  const rows = [`id,email,stripe_customer_id_${mode}`]
  for (let number = 1; number <= healthy + lost; number += 1) {
    const email = `p${number}@example.test`
    const made = { ...sandbox, secretKey: key }
    const id = await ask(made, 'POST', '/v1/customers', { email, 'metadata[user_id]': `${number}` })
    if (number > healthy) await ask(made, 'DELETE', `/v1/customers/${id}`)
    rows.push(`${number},${email},${id}`)
  }
  return `${rows.join('\n')}\n`
}
