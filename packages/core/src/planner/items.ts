// Asks the recipes about every change: what each migration becomes, piece by piece, in the original's order.
import type { Change } from '../changes/change.ts'
import { isOnFreshTable } from '../changes/change.ts'
import type { Recipe, RecipeContext } from '../plan/define-recipe.ts'
import type { Answer, Draft, OpenQuestion, PhaseName, Refusal } from '../plan/draft.ts'

/** One piece of a plan: a draft, or a change that stays as it was written. */
export type Item =
  | { readonly kind: 'draft'; readonly draft: Draft; readonly at: number }
  | { readonly kind: 'as-written'; readonly change: Change; readonly phase: PhaseName; readonly at: number }

export interface Answers {
  readonly items: readonly Item[]
  readonly questions: readonly OpenQuestion[]
  readonly refusals: readonly Refusal[]
  /** Changes that some draft takes the place of. */
  readonly drafted: ReadonlySet<Change>
}

export function askRecipes(recipes: readonly Recipe[], context: RecipeContext): Answers {
  const changes = context.changes.filter((change) => !change.insideBlock)
  const answers: { readonly answer: Answer; readonly at: number }[] = []
  const claimed = new Set<Change>()
  for (const spans of ['several changes', 'one change'] as const) {
    const asked = recipes.filter((recipe) => recipe.spans === spans)
    for (const [at, change] of changes.entries()) {
      const answer = claimed.has(change) ? undefined : firstAnswer(asked, change, context)
      if (!answer) continue
      answers.push({ answer, at })
      for (const taken of claimedBy(answer)) claimed.add(taken)
    }
  }
  const drafts = answers.flatMap(({ answer, at }): Item[] =>
    answer.kind === 'draft' ? [{ kind: 'draft', draft: answer, at }] : [],
  )
  const asWritten = changes.flatMap((change, at): Item[] =>
    claimed.has(change) || isPunctuation(change) ? [] : [{ kind: 'as-written', change, phase: phaseOf(change), at }],
  )
  return {
    items: [...drafts, ...asWritten].toSorted((one, other) => one.at - other.at),
    questions: answers.flatMap(({ answer }) => (answer.kind === 'question' ? [answer] : [])),
    refusals: [
      ...answers.flatMap(({ answer }) => (answer.kind === 'refusal' ? [answer] : [])),
      ...changes.flatMap(settingRefusal),
    ],
    drafted: new Set(answers.flatMap(({ answer }) => (answer.kind === 'draft' ? answer.replaces : []))),
  }
}

function claimedBy(answer: Answer): readonly Change[] {
  return answer.kind === 'draft' ? answer.replaces : answer.about
}

function firstAnswer(recipes: readonly Recipe[], change: Change, context: RecipeContext): ReturnType<Recipe['draft']> {
  for (const recipe of recipes) {
    const answer = recipe.draft(change, context)
    if (answer) return answer
  }
  return undefined
}

/** Transactions and timeouts are the plan's own business: every file gets the ones that it needs. */
function isPunctuation(change: Change): boolean {
  return ['begin', 'commit', 'rollback', 'set-setting'].includes(change.operation.kind)
}

const timeouts: ReadonlySet<string> = new Set([
  'lock_timeout',
  'statement_timeout',
  'idle_in_transaction_session_timeout',
  'transaction_timeout',
  'client_min_messages',
  'application_name',
])

/** A setting changes what later statements mean: they cannot be spread over several sessions as if it were not there. */
function settingRefusal(change: Change): readonly Refusal[] {
  const { operation } = change
  if (operation.kind === 'rollback')
    return [
      {
        kind: 'refusal',
        about: [change],
        reason: 'the migration rolls a transaction back: what it is meant to do cannot be told',
      },
    ]
  if (operation.kind !== 'set-setting' || timeouts.has(operation.name)) return []
  return [
    {
      kind: 'refusal',
      about: [change],
      reason: `the migration sets ${operation.name}, which later statements depend on: they cannot be moved into files of their own`,
    },
  ]
}

/** Where a change that nobody rewrites belongs: data after schema, drops of guards after what takes their place. */
function phaseOf(change: Change): PhaseName {
  switch (change.operation.kind) {
    case 'update-rows':
    case 'delete-rows':
      return isOnFreshTable(change) ? 'expand' : 'backfill'
    case 'validate-constraint':
      return 'constrain'
    default:
      return 'expand'
  }
}
