import { Navigate } from '@tanstack/react-router'
import { useBeside } from './inbox-context.ts'

/** Nothing chosen yet: the case with the most money, at its own address. */
export function TopCase() {
  const { first } = useBeside()
  if (!first) return null
  return <Navigate to="/recovery/$case" params={{ case: String(first.case) }} search replace />
}
