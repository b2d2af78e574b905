import { describe, expect, it } from 'vitest'
import { checkInput, readArguments } from './arguments.ts'
import { allCommands } from './commands.ts'

/** What a person is told who types this. */
function saidTo(...args: string[]): string {
  try {
    const asked = readArguments(args, allCommands())
    if (asked.kind === 'command') checkInput(asked.command, { profile: 'env', ...asked.input })
  } catch (error) {
    if (error instanceof Error) return error.message
  }
  throw new Error('It was understood.')
}

describe('a slip on the command line', () => {
  it.each([
    [
      'mirror sync extra',
      "Too many arguments for 'sync'. Expected 0 arguments but got 1: extra. `relink --help` tells more.",
    ],
    ['mirror snc', "Unknown command 'snc' (Did you mean sync?). `relink --help` tells more."],
    [
      'recovery show',
      "Required option '--case <number>' not specified. `relink --help` tells more.",
    ],
  ])('in %s is told in whole sentences', (line, sentence) => {
    expect(saidTo(...line.split(' '))).toBe(sentence)
  })

  it.each([
    ['recovery show --case x', '--case takes a number, and "x" is none.'],
    ['recovery show --case 0', '--case takes a number above 0.'],
    ['recovery show --case 1.5', '--case takes a whole number.'],
    ['recovery list --limit 0', '--limit takes a number of at least 1.'],
    ['recovery list --limit 5000', '--limit takes a number of at most 1000.'],
    [
      'recovery list --view all',
      '--view takes needs_you, running or done, and "all" is none of them.',
    ],
    ['recovery ensure --user ', '--user takes a text that is not empty.'],
    [`recovery ensure --user ${'x'.repeat(501)}`, '--user takes at most 500 characters.'],
  ])('in the value of %s is told in the words of the flag', (line, sentence) => {
    expect(saidTo(...line.split(' '))).toBe(sentence)
  })
})
