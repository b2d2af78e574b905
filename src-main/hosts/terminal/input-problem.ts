import type { z } from 'zod'

type Issue = z.core.$ZodIssue
type Bound = Extract<Issue, { code: 'too_small' | 'too_big' }>

/** What is wrong with the value of a flag, as a sentence of the command line. */
export function sentenceOf(flag: string, issue: Issue): string {
  switch (issue.code) {
    case 'too_small':
    case 'too_big':
      return `${flag} takes ${boundOf(issue)}.`
    case 'invalid_type':
      return `${flag} takes ${issue.expected === 'int' ? 'a whole number' : `a ${issue.expected}`}.`
    case 'invalid_value':
      return `${flag} takes ${oneOf(issue.values.map(String))}.`
    default:
      return `${flag} is not understood: ${issue.message}.`
  }
}

/** `a, b or c` */
export function oneOf(choices: readonly string[]): string {
  return [choices.slice(0, -1).join(', '), ...choices.slice(-1)].filter(Boolean).join(' or ')
}

function boundOf(issue: Bound): string {
  const most = issue.code === 'too_big'
  const limit = most ? issue.maximum : issue.minimum
  if (issue.origin === 'string')
    return !most && limit === 1
      ? 'a text that is not empty'
      : `${most ? 'at most' : 'at least'} ${limit} characters`
  if (issue.inclusive === false) return `a number ${most ? 'below' : 'above'} ${limit}`
  return `a number of ${most ? 'at most' : 'at least'} ${limit}`
}
