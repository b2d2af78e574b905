import { ORPCError } from '@orpc/client'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { client } from '../../rpc.ts'
import { useSession } from './workspace.tsx'

/** How long a link can be opened from here, in milliseconds. After that only the clipboard has it. */
const KEPT_MS = 60_000

/** A link that was made just now. Whoever has the URL is let in: it is neither drawn nor cached. */
interface Made {
  readonly url: string
  /** False where the browser did not let it be copied. */
  readonly copied: boolean
}

export interface PortalLink {
  readonly make: () => void
  readonly busy: boolean
  readonly made: { readonly copied: boolean; readonly open: () => void } | null
  /** The gate wants a yes first. */
  readonly asks: boolean
  readonly answer: (yes: boolean) => void
  readonly error: Error | null
}

/** Makes a link to a user's billing portal at the click, and puts it on the clipboard. */
export function usePortalLink(user: string): PortalLink {
  const { profile } = useSession()
  const [made, setMade] = useState<Made | null>(null)
  const { mutate, reset, isPending, error } = useMutation({
    mutationFn: async (consent: { yes?: true }) => {
      const { url } = await client.billing.portal({ profile: profile.id, user, ...consent })
      setMade({ url, copied: await copy(url) })
    },
    gcTime: 0,
  })
  useEffect(() => {
    if (made === null) return
    const timer = setTimeout(() => setMade(null), KEPT_MS)
    return () => clearTimeout(timer)
  }, [made])
  const make = (consent: { yes?: true }) => {
    if (isPending) return
    setMade(null)
    mutate(consent)
  }
  const asks = wantsYes(error)
  return {
    make: () => make({}),
    busy: isPending,
    made: made && {
      copied: made.copied,
      open: () => void window.open(made.url, '_blank', 'noopener,noreferrer'),
    },
    asks,
    answer: (yes) => (yes ? make({ yes: true }) : reset()),
    error: asks ? null : error,
  }
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // A browser may refuse, for example while another window has the focus; the link can still be opened.
    return false
  }
}

/** A refusal that a yes would turn. */
function wantsYes(error: Error | null): boolean {
  if (!(error instanceof ORPCError) || error.code !== 'GATE') return false
  const data: unknown = error.data
  return typeof data === 'object' && data !== null && 'needs' in data && data.needs === 'yes'
}
