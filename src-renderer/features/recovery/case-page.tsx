import { useParams } from '@tanstack/react-router'
import { BlankRows } from '../../ui/blank-rows.tsx'
import { Problem } from '../../ui/problem.tsx'
import { CaseView } from './components/case-view.tsx'
import { useCase } from './hooks/use-case.ts'

/** One case beside the list, at its own address. */
export function CasePage() {
  const { case: param = '' } = useParams({ strict: false })
  const { data, error, refetch } = useCase(Number(param))
  if (data) return <CaseView key={data.case} detail={data} />
  if (error) return <Problem error={error} retry={() => void refetch()} />
  return <BlankRows />
}
