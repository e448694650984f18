// Questions to the person at the terminal. Loaded only where there is one.
import { confirm, isCancel, select, text } from '@clack/prompts'
import { type Engine, type OpenQuestion, UsageError } from '@migration-planner/core'
import { mergeSaid, nothingSaid, type SaidDecisions } from '../workspace/decisions.ts'

export async function askYesNo(message: string): Promise<boolean> {
  const answer = await confirm({ message, initialValue: false })
  if (isCancel(answer)) throw cancelled()
  return answer
}

/** Asks what the planner could not know; the answers are the flags that would have said them. */
export async function askQuestions(engine: Engine, questions: readonly OpenQuestion[]): Promise<SaidDecisions> {
  let said = nothingSaid
  for (const question of questions) said = mergeSaid(said, await ask(engine, question))
  return said
}

async function ask(engine: Engine, { question, answers }: OpenQuestion): Promise<Partial<SaidDecisions>> {
  const flags = answers.map(readFlag)
  const fill = flags.find(({ name }) => name === '--fill')
  return fill ? askValue(engine, question, fill) : askRename(question, flags)
}

async function askRename(question: string, flags: readonly Flag[]): Promise<Partial<SaidDecisions>> {
  const options = flags.map(({ key, value }) => ({
    value: { key, value },
    label: value === '' ? 'No: drop it, and lose its values' : `Yes: ${key} becomes ${value}`,
  }))
  const chosen = await select({ message: question, options })
  if (isCancel(chosen)) throw cancelled()
  return { renames: { [chosen.key]: chosen.value } }
}

async function askValue(engine: Engine, question: string, { key, value }: Flag): Promise<Partial<SaidDecisions>> {
  const sql = await text({ message: question, placeholder: value, validate: (typed) => problemWith(engine, typed) })
  if (isCancel(sql)) throw cancelled()
  return { fills: { [key]: sql } }
}

interface Flag {
  readonly name: string
  readonly key: string
  readonly value: string
}

function problemWith(engine: Engine, sql: string | undefined): string | undefined {
  if (sql === undefined || sql.trim() === '') return 'Write an SQL expression'
  const expression = engine.readExpression(sql)
  return typeof expression === 'string' ? expression : undefined
}

/** `--rename users.name=full_name`, ready to paste, taken apart again. */
function readFlag(answer: string): Flag {
  const space = answer.indexOf(' ')
  const rest = unquote(answer.slice(space + 1))
  const equals = rest.indexOf('=')
  return { name: answer.slice(0, space), key: rest.slice(0, equals), value: rest.slice(equals + 1) }
}

function unquote(word: string): string {
  const quote = word.charAt(0)
  return (quote === '"' || quote === "'") && word.endsWith(quote) ? word.slice(1, -1) : word
}

function cancelled(): UsageError {
  return new UsageError('Cancelled', 'Nothing was written')
}
