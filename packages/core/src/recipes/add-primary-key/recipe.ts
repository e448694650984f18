// Adds a primary key from an index that was built concurrently, on columns proved NOT NULL first.
import { displayName } from '../../operations/names.ts'
import { defineRecipe } from '../../plan/define-recipe.ts'
import { columnIn, primaryKeyOf, tableIn } from '../../schema/schema.ts'
import { keyByIndexSteps, noDuplicates, validCheck } from '../constraint-steps.ts'
import { notNullSteps } from '../not-null-steps.ts'
import { costsOnlyAMoment } from '../only-time.ts'

export default defineRecipe({
  id: 'add-primary-key',
  summary: 'Proves the columns NOT NULL, builds the unique index concurrently, then makes it the key',
  on: ['add-primary-key'],
  spans: 'one change',
  draft(change, context) {
    const { table, constraint } = change.operation
    if (constraint.usingIndex !== undefined || costsOnlyAMoment(change, context)) return undefined
    const known = tableIn(change.before, table)
    if (known && primaryKeyOf(known)) return undefined
    const nullable = constraint.columns.filter((column) => columnIn(change.before, table, column)?.nullable)
    return {
      kind: 'draft',
      replaces: [change],
      steps: [...nullable.flatMap((column) => notNullSteps(table, column, context)), ...keyByIndexSteps(table, constraint)],
      title: `Add primary key ${constraint.name} to ${displayName(table)} (${constraint.columns.join(', ')})`,
      type: 'Add primary key',
      strategy: 'Prove NOT NULL, build the index concurrently, then make it the key',
      before: [
        noDuplicates(table, constraint.columns),
        ...constraint.columns.map(
          (column) =>
            ({
              title: `${displayName(table)}.${column} has no NULL`,
              question: { kind: 'nulls', table, column },
              expected: 0,
            }) as const,
        ),
      ],
      after: [validCheck(table, constraint.name)],
    }
  },
})
