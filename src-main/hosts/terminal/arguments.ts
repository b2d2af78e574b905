import { Command as Commander, CommanderError, Option } from 'commander'
import { UsageError } from '../failure.ts'
import type { Command, Flag } from './commands.ts'
import { oneOf, sentenceOf } from './input-problem.ts'

/** What the command line asks for. `help` has the text to show instead. */
export type Asked =
  | { kind: 'command'; command: Command; input: Record<string, unknown>; demo: boolean }
  | { kind: 'help'; text: string }

/** @throws UsageError when it is not a command line of ours; the message has the help */
export function readArguments(args: readonly string[], commands: readonly Command[]): Asked {
  let asked: Asked | undefined
  let written = ''
  const root = new Commander('relink')
    .description('Keeps every user of an application linked to the right Stripe customer.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        written += text
      },
      writeErr: (text) => {
        written += text
      },
    })
    .addHelpText('after', environmentHelp)
  for (const group of new Set(commands.map((command) => command.group))) {
    const members = commands.filter((command) => command.group === group)
    const parent = root.command(group).description(members.map(({ verb }) => verb).join(' | '))
    for (const command of members) {
      addCommand(parent, command, (found) => {
        asked = found
      })
    }
  }
  try {
    root.parse(args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return { kind: 'help', text: written }
    throw new UsageError(slipOf(error, args, commands))
  }
  if (asked) return asked
  throw new UsageError(whatThereIs(args, commands))
}

function slipOf(
  error: CommanderError,
  args: readonly string[],
  commands: readonly Command[],
): string {
  if (error.code === 'commander.help') return whatThereIs(args, commands)
  const said = error.message
    .replace(/^error: /, '')
    .replace('\n', ' ')
    .replace(/\.$/, '')
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}. \`relink --help\` tells more.`
}

function whatThereIs([group]: readonly string[], commands: readonly Command[]): string {
  const verbs = commands.filter((command) => command.group === group).map(({ verb }) => verb)
  if (verbs.length > 0) return `Say which: relink ${group} ${verbs.join(' | ')}.`
  const groups = new Set(commands.map((command) => command.group))
  return `Say what to do: relink ${[...groups].join(' | ')}. \`relink --help\` tells more.`
}

function addCommand(parent: Commander, command: Command, onAsked: (asked: Asked) => void): void {
  const verb = parent.command(command.verb).description(command.summary)
  for (const flag of command.flags) verb.addOption(optionOf(flag))
  verb.option('--demo', 'work on the demo instead of your own workspace')
  verb.action((options: Record<string, unknown>) => {
    const { demo, ...input } = options
    onAsked({ kind: 'command', command, input, demo: demo === true })
  })
}

function optionOf(flag: Flag): Option {
  const name = kebab(flag.name)
  const value = flag.type === 'boolean' ? '' : ` <${flag.isPath ? 'path' : flag.type}>`
  const option = new Option(`--${name}${value}`, flag.description)
  option.makeOptionMandatory(flag.required)
  if (flag.choices) option.choices([...flag.choices]).argParser(choiceOf(name, flag.choices))
  if (flag.type === 'number') option.argParser(numberOf(name))
  return option
}

function choiceOf(name: string, choices: readonly string[]) {
  return (text: string): string => {
    if (choices.includes(text)) return text
    throw new UsageError(
      `--${name} takes ${oneOf(choices)}, and ${JSON.stringify(text)} is none of them.`,
    )
  }
}

function numberOf(name: string) {
  return (text: string): number => {
    const number = Number(text)
    if (text.trim() === '' || Number.isNaN(number))
      throw new UsageError(`--${name} takes a number, and ${JSON.stringify(text)} is none.`)
    return number
  }
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Checks typed values as the contract will, so that a slip is told in the words of the command line. */
export function checkInput(command: Command, input: Record<string, unknown>): void {
  const checked = command.input.safeParse(input)
  if (checked.success) return
  const sentences = checked.error.issues.map((issue) =>
    sentenceOf(`--${kebab(issue.path.map(String).join('.'))}`, issue),
  )
  throw new UsageError(sentences.join(' '))
}

const environmentHelp = `
Environment:
  STRIPE_SECRET_KEY   the account to work on; used for this run and never stored
  RELINK_STRIPE_API   address in place of Stripe's, http://127.0.0.1:<port> only
  RELINK_HOME         where Relink keeps its files

One line of JSON on standard output; progress and problems on standard error.
Ends with 0 when it went well, 1 when something failed, conflicted, was held or refused, 2 when it was asked wrongly.`
