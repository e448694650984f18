// Holds a DROP TABLE back until no running application uses the table.
import { type Change, isOnFreshTable } from '../../changes/change.ts'
import { tableRenameCandidate, type TableRenameCandidate } from '../../changes/table-rename-candidate.ts'
import { displayName, sameName } from '../../operations/names.ts'
import { defineRecipe } from '../../plan/define-recipe.ts'
import type { OpenQuestion, Rollback } from '../../plan/draft.ts'
import { restoreTable } from '../restore.ts'

export default defineRecipe({
  id: 'drop-table',
  summary: 'Holds the drop back until no running application uses the table',
  on: ['drop-table'],
  spans: 'one change',
  draft(change, context) {
    if (isOnFreshTable(change)) return undefined
    const { table } = change.operation
    const target = displayName(table)
    const renamed = tableRenameCandidate(change, context.changes)
    const denied = context.decisions.notRenames.some((pair) => pair.from === '*' && sameName(pair.table, table))
    if (renamed && !denied) return askWhetherRename(change, renamed)
    const restored = restoreTable(change.before, table)
    const rollback: Rollback = restored
      ? {
          kind: 'loses-data',
          intents: restored,
          loses: `every row of ${target}: the table comes back empty, its rows only from a backup`,
        }
      : { kind: 'impossible', because: `${target} was not made by this project's migrations, so only a backup can bring it back` }
    return {
      kind: 'draft',
      replaces: [change],
      steps: [
        {
          phase: 'contract',
          title: `Drop ${target}`,
          slug: `drop_${table.name}`,
          pattern: 'Drop after nobody uses it',
          intents: [{ kind: 'as-written', sql: change.sql, operation: change.operation }],
          rollback,
        },
      ],
      title: `Drop table ${target}`,
      type: 'Drop table',
      strategy: 'Hold the drop until the application that uses the table is gone',
      before: [
        { title: `Rows of ${target} that will be gone`, question: { kind: 'row-count', table }, expected: 'informational' },
      ],
      pointOfNoReturn: `the rows of ${target} come back only from a backup`,
    }
  },
})

/** A new table has none of the rows: taking a rename for a drop would lose them all. */
function askWhetherRename(change: Change<'drop-table'>, { create, shared, all }: TableRenameCandidate): OpenQuestion {
  const from = displayName(change.operation.table)
  const to = displayName(create.operation.table)
  return {
    kind: 'question',
    about: [change, create],
    question: `${from} is dropped and ${to}, with ${shared} of its ${all} columns, is created: is that a rename? If it is, write ALTER TABLE … RENAME TO instead, or keep the table's name in the database (@@map); as it is written, every row of ${from} is lost`,
    answers: [`--rename "${from}.*="`],
  }
}
