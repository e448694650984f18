// Drops a constraint after whatever takes its place stands.
import { isOnFreshTable } from '../../changes/change.ts'
import { displayName } from '../../operations/names.ts'
import { defineRecipe } from '../../plan/define-recipe.ts'
import { tableIn } from '../../schema/schema.ts'
import { addConstraint } from '../restore.ts'

export default defineRecipe({
  id: 'drop-constraint',
  summary: 'Drops the constraint in a short transaction of its own',
  on: ['drop-constraint'],
  spans: 'one change',
  draft(change) {
    const { table, constraint } = change.operation
    if (isOnFreshTable(change)) return undefined
    const found = tableIn(change.before, table)?.constraints.find(({ name }) => name === constraint)
    if (found?.kind !== 'foreign-key') return undefined
    const unvalidated = addConstraint(table, { ...found, validated: false })
    return {
      kind: 'draft',
      replaces: [change],
      steps: [
        {
          phase: 'constrain',
          title: `Drop foreign key ${constraint} of ${displayName(table)}`,
          slug: `drop_${constraint}`,
          pattern: 'Short lock on both tables',
          intents: [{ kind: 'as-written', sql: change.sql, operation: change.operation }],
          rollback: {
            kind: 'reversible',
            intents: [unvalidated, ...(found.validated ? [{ kind: 'validate-constraint', table, constraint } as const] : [])],
          },
          alone: true,
        },
      ],
      minor: true,
      title: `Drop foreign key ${constraint} of ${displayName(table)}`,
      type: 'Drop constraint',
      strategy: 'A short transaction of its own: both tables are locked for a moment',
    }
  },
})
