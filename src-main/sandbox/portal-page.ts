import type { Answer } from './protocol/answers.ts'
import type { Universe } from './store/universe.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** The page behind a billing portal link: whose portal it is, and what they hold. */
export function portalPage(universe: Universe, secret: string): Answer {
  for (const env of universe.environments()) {
    const id = env.portalSessions.get(secret)
    if (id === undefined) continue
    const customer = env.customers.get(id)
    const plans = [...env.find.subscriptionsByCustomer(id)].map(
      ({ value }) => `<li>${escapeHtml(value.id)}: ${escapeHtml(value.status)}</li>`,
    )
    const who = escapeHtml(customer?.name ?? customer?.email ?? id)
    return page(
      200,
      `Billing portal of ${who}`,
      `<p>${escapeHtml(id)}</p><ul>${plans.join('')}</ul>`,
    )
  }
  return page(404, 'This link has expired', '<p>Ask for a new one.</p>')
}

function page(status: number, title: string, content: string): Answer {
  return {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'",
    },
    body: `<!doctype html><html lang="en"><title>${title}</title><h1>${title}</h1>${content}</html>`,
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character)
}
