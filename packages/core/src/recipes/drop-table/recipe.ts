// Holds a DROP TABLE back until no running application uses the table.
import { isOnFreshTable } from '../../changes/change.ts'
import { displayName } from '../../operations/names.ts'
import { defineRecipe } from '../../plan/define-recipe.ts'
import type { Rollback } from '../../plan/draft.ts'
import { restoreTable } from '../restore.ts'

export default defineRecipe({
  id: 'drop-table',
  summary: 'Holds the drop back until no running application uses the table',
  on: ['drop-table'],
  spans: 'one change',
  draft(change) {
    if (isOnFreshTable(change)) return undefined
    const { table } = change.operation
    const target = displayName(table)
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
