import { createRootRoute, retainSearchParams } from '@tanstack/react-router'
import { NotFound } from '../shell/not-found.tsx'
import { Shell } from '../shell/shell.tsx'

interface RootSearch {
  /** The profile in view; the first one where none is named. */
  profile?: string
}

export const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  validateSearch: ({ profile }: Record<string, unknown>): RootSearch =>
    typeof profile === 'string' ? { profile } : {},
  search: { middlewares: [retainSearchParams(['profile'])] },
})
