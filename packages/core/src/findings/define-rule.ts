// Rule: an opinion about changes, written as a form.
import { type Change, isChange } from '../changes/change.ts'
import type { OperationKind } from '../operations/operation.ts'
import type { Risk } from './finding.ts'

/** The names in the `{slots}` of a message. */
export type Slots<Message extends string> = Message extends `${string}{${infer Slot}}${infer Rest}` ? Slot | Slots<Rest> : never

export interface RuleForm<Message extends string, Kind extends OperationKind> {
  /** The harm in kebab-case, equal to the folder's name. */
  readonly id: string
  /** The hazard in a few words; the finding's title. */
  readonly summary: string
  readonly risk: Risk
  /** The kinds of operation it looks at. */
  readonly on: readonly Kind[]
  /** One sentence with `{slots}`: the table, the lock and what it stops, for how long. */
  readonly message: Message
  /** The safe way in one line. */
  readonly strategy: string
  /** Whether the safe way needs a release of the application between its steps. */
  readonly needsDeploy: boolean
  /** The slots' values where the hazard is there, undefined where not. Pure. */
  readonly check: (change: Change<Kind>) => Readonly<Record<Slots<Message>, string>> | undefined
}

/** A rule as the planner uses it: the same form with its types forgotten. */
export interface Rule {
  readonly id: string
  readonly summary: string
  readonly risk: Risk
  readonly on: readonly OperationKind[]
  readonly message: string
  readonly strategy: string
  readonly needsDeploy: boolean
  readonly check: (change: Change) => Readonly<Record<string, string>> | undefined
}

/** Makes a rule; the message's slots type what `check` must return. */
export function defineRule<const Message extends string, const Kind extends OperationKind>(form: RuleForm<Message, Kind>): Rule {
  return { ...form, check: (change) => (isChange(change, ...form.on) ? form.check(change) : undefined) }
}

/** The message with its slots filled. */
export function fillSlots(message: string, args: Readonly<Record<string, string>>): string {
  return message.replaceAll(/\{(\w+)\}/g, (_, slot: string) => args[slot] ?? `{${slot}}`)
}
