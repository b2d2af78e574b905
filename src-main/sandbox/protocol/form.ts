/** A request's parameters: `a[b]=1` is `{ a: { b: '1' } }`, and an array is a tree with numbers for keys. */
export interface Params {
  [key: string]: string | Params
}

function emptyParams(): Params {
  return Object.create(null)
}

/** Reads Stripe's form encoding: nested keys, indexed arrays, and arrays written with `[]`. */
export function parseForm(text: string): Params {
  const root = emptyParams()
  if (text === '') return root
  for (const [key, value] of new URLSearchParams(text)) put(root, segmentsOf(key), value)
  return root
}

function segmentsOf(key: string): string[] {
  const open = key.indexOf('[')
  if (open <= 0 || !key.endsWith(']')) return [key]
  return [key.slice(0, open), ...key.slice(open + 1, -1).split('][')]
}

function put(root: Params, segments: readonly string[], value: string): void {
  let node = root
  for (const [at, segment] of segments.entries()) {
    const key = segment === '' ? nextIndex(node, segments, at) : segment
    if (at === segments.length - 1) {
      node[key] = value
      return
    }
    const child = node[key]
    const branch = typeof child === 'object' ? child : emptyParams()
    node[key] = branch
    node = branch
  }
}

/** `x[][a]=1&x[][b]=2` describes one element; an element begins anew when its key is there already. */
function nextIndex(node: Params, segments: readonly string[], at: number): string {
  const count = Object.keys(node).length
  const last = node[String(count - 1)]
  const field = segments[at + 1]
  if (typeof last === 'object' && field !== undefined && !(field in last)) return String(count - 1)
  return String(count)
}

/** The same text for the same parameters, whatever their order: two requests with it are the same request. */
export function canonical(params: Params): string {
  const pairs = Object.keys(params)
    .sort()
    .map((key) => {
      const value = params[key]
      return `${JSON.stringify(key)}:${typeof value === 'object' ? canonical(value) : JSON.stringify(value)}`
    })
  return `{${pairs.join(',')}}`
}
