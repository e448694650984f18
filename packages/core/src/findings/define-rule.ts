// Rule: an opinion about changes, written as a form.
import { type Change, isChange } from '../changes/change.ts'
import type { OperationKind } from '../operations/operation.ts'
import type { Risk } from './finding.ts'

/** The names in the `{slots}` of a message. */
export type Slots<Message extends string> = Message extends `${string}{${infer Slot}}${infer Rest}` ? Slot | Slots<Rest> : never

/** What a rule may say of itself where it is not like the others. */
interface RuleTraits {
  /** Rules that tell less of the same harm: on one change they give way to this one, unless their risk is higher. */
  readonly covers?: readonly string[]
  /** Its harm does not depend on rows or users, so that a table of the same migration is no excuse. */
  readonly onNewTables?: boolean
  /** Its harm is only the time it takes: on a table that is known to be small it is a remark. */
  readonly onlyTakesTime?: boolean
  /** No rewrite cures it: only its author can say what is meant. */
  readonly forTheAuthor?: boolean
}

export interface RuleForm<Message extends string, Kind extends OperationKind> extends RuleTraits {
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
  /**
   * The slots' values where the hazard is there, undefined where not. Pure.
   * `changes` are all of the migration, for a hazard that lies between two of them.
   */
  readonly check: (change: Change<Kind>, changes: readonly Change[]) => Readonly<Record<Slots<Message>, string>> | undefined
}

/** A rule as the planner uses it: the same form with its types forgotten. */
export interface Rule extends RuleTraits {
  readonly id: string
  readonly summary: string
  readonly risk: Risk
  readonly on: readonly OperationKind[]
  readonly message: string
  readonly strategy: string
  readonly needsDeploy: boolean
  readonly check: (change: Change, changes: readonly Change[]) => Readonly<Record<string, string>> | undefined
}

/** Makes a rule; the message's slots type what `check` must return. */
export function defineRule<const Message extends string, const Kind extends OperationKind>(form: RuleForm<Message, Kind>): Rule {
  return { ...form, check: (change, changes) => (isChange(change, ...form.on) ? form.check(change, changes) : undefined) }
}

/** The message with its slots filled. */
export function fillSlots(message: string, args: Readonly<Record<string, string>>): string {
  return message.replaceAll(/\{(\w+)\}/g, (_, slot: string) => args[slot] ?? `{${slot}}`)
}
