// Puts the new column beside the old one, keeps both equal, and drops the old one when nobody uses it.
import { isChange, isOnFreshTable, type Change } from '../../changes/change.ts'
import { renameCandidates } from '../../changes/rename-candidates.ts'
import { displayName, sameName } from '../../operations/names.ts'
import { defineRecipe, type RecipeContext } from '../../plan/define-recipe.ts'
import type { Answer, OpenQuestion } from '../../plan/draft.ts'
import { draftRename } from './draft-rename.ts'

export default defineRecipe({
  id: 'rename-column',
  summary:
    'Adds the new column, keeps both equal by a trigger in both directions, backfills, and drops the old one when nobody uses it',
  on: ['rename-column', 'drop-column'],
  spans: 'several changes',
  draft(change, context): Answer | undefined {
    if (isOnFreshTable(change)) return undefined
    if (isChange(change, 'rename-column')) return draftRename({ kind: 'renamed', change }, context)
    if (!isChange(change, 'drop-column')) return undefined
    const decided = decidedRename(change, context)
    if (!decided) return askWhetherRename(change, context)
    const add = context.changes.find((candidate): candidate is Change<'add-column'> => isAddOf(candidate, change, decided.to))
    if (!add) {
      const reason = `${displayName(decided.table)}.${decided.from} was said to be renamed to ${decided.to}, but the migration adds no column of that name to the table`
      return { kind: 'refusal', about: [change], reason }
    }
    return draftRename({ kind: 'dropped and added', change, add }, context)
  },
})

function isAddOf(candidate: Change, drop: Change<'drop-column'>, name: string): boolean {
  return (
    isChange(candidate, 'add-column') &&
    candidate.operation.column.name === name &&
    sameName(candidate.operation.table, drop.operation.table)
  )
}

function decidedRename(
  change: Change<'drop-column'>,
  { decisions }: RecipeContext,
): RecipeContext['decisions']['renames'][number] | undefined {
  return decisions.renames.find(
    (rename) => sameName(rename.table, change.operation.table) && rename.from === change.operation.column,
  )
}

/** A likely rename is asked about before anything is written: taking it for a drop would lose every value. */
function askWhetherRename(change: Change<'drop-column'>, context: RecipeContext): OpenQuestion | undefined {
  const denied = context.decisions.notRenames.filter(
    (pair) => sameName(pair.table, change.operation.table) && pair.from === change.operation.column,
  )
  const taken = new Set(context.decisions.renames.map(({ to }) => to))
  const candidates = renameCandidates(context.changes).filter(
    ({ drop, add, confidence }) =>
      drop === change &&
      confidence !== 'low' &&
      !taken.has(add.operation.column.name) &&
      !denied.some(({ to }) => to === '*' || to === add.operation.column.name),
  )
  if (candidates.length === 0) return undefined
  const target = `${displayName(change.operation.table)}.${change.operation.column}`
  const names = candidates.map(({ add }) => add.operation.column.name)
  return {
    kind: 'question',
    // What the new columns need is asked only once it is known what they are.
    about: [change, ...candidates.map(({ add }) => add)],
    question: `${target} is dropped and ${names.join(', ')} of the same kind is added: is that a rename? As it is written, every value of ${target} is lost`,
    answers: [...names.map((name) => `--rename "${target}=${name}"`), `--rename "${target}="`],
  }
}
