import type { Sandbox } from '../../src-main/sandbox/index.ts'

/** Somebody else's call to the same account: the Dashboard, another program. */
export async function ask(
  { url, secretKey }: Sandbox,
  method: string,
  path: string,
  body: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { Authorization: `Bearer ${secretKey}`, ...headers },
    ...(method !== 'GET' && { body: new URLSearchParams(body) }),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  const { id }: { id: string } = JSON.parse(await answer.text())
  return id
}
