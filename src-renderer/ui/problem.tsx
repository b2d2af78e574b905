import { Button } from '@mantine/core'
import { Id } from './id.tsx'
import css from './problem.module.css'
import { problemOf } from './problem-of.ts'

interface ProblemProps {
  readonly error: unknown
  /** What the failure left as it was, as a sentence. */
  readonly kept?: string
  readonly retry?: () => void
}

/** An error in place: what happened, what was kept, what to do. The rest of the view stays. */
export function Problem({ error, kept = 'Nothing was changed.', retry }: ProblemProps) {
  const problem = problemOf(error, kept)
  return (
    <div role="alert" className={css['problem']}>
      <p className={css['happened']}>{problem.happened}</p>
      <p>
        {problem.kept} {problem.todo}
      </p>
      <div className={css['foot']}>
        {retry && <Button onClick={retry}>Try again</Button>}
        <details>
          <summary>Details</summary>
          <Id value={problem.code} />
          {problem.requestId !== null && <Id value={problem.requestId} />}
        </details>
      </div>
    </div>
  )
}
