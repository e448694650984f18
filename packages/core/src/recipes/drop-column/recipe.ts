// Lets the new application leave a column out at once, and holds the drop itself back.
import { isOnFreshTable } from '../../changes/change.ts'
import { displayName } from '../../operations/names.ts'
import { defineRecipe } from '../../plan/define-recipe.ts'
import type { DraftStep } from '../../plan/draft.ts'
import { apply } from '../../schema/apply.ts'
import { columnIn, primaryKeyOf, tableIn } from '../../schema/schema.ts'
import { restoreColumn } from '../restore.ts'

export default defineRecipe({
  id: 'drop-column',
  summary: 'Makes the column optional for the new application, and holds the drop back until the old one is gone',
  on: ['drop-column'],
  spans: 'one change',
  draft(change) {
    if (isOnFreshTable(change)) return undefined
    const { table, column } = change.operation
    const target = `${displayName(table)}.${column}`
    const known = tableIn(change.before, table)
    const definition = columnIn(change.before, table, column)
    const inKey = known ? primaryKeyOf(known)?.columns.includes(column) : false
    const mustLoosen =
      definition !== undefined &&
      !definition.nullable &&
      !definition.default &&
      !definition.autoIncrement &&
      !definition.generated &&
      !inKey
    const loosen: DraftStep = {
      phase: 'expand',
      title: `Let rows be written without ${target}`,
      slug: `${column}_optional`,
      pattern: 'Drop after nobody uses it',
      intents: [{ kind: 'drop-not-null', table, column }],
      rollback: { kind: 'reversible', intents: [{ kind: 'set-not-null', table, column }] },
    }
    const held = mustLoosen ? apply(change.before, { kind: 'drop-not-null', table, column }) : change.before
    const drop: DraftStep = {
      phase: 'contract',
      title: `Drop ${target}`,
      slug: `drop_${column}`,
      pattern: 'Drop after nobody uses it',
      intents: [{ kind: 'as-written', sql: change.sql, operation: change.operation }],
      rollback: definition
        ? {
            kind: 'loses-data',
            intents: restoreColumn(held, table, column),
            loses: `every value of ${target}: the column comes back empty, its values only from a backup`,
          }
        : { kind: 'impossible', because: `${target} was not made by this project's migrations, so its definition is not known` },
    }
    return {
      kind: 'draft',
      replaces: [change],
      steps: mustLoosen ? [loosen, drop] : [drop],
      title: `Drop column ${target}`,
      type: 'Drop column',
      strategy: 'Make it optional now, drop it when the application that uses it is gone',
      before: [{ title: `Rows of ${displayName(table)}`, question: { kind: 'row-count', table }, expected: 'record' }],
      after: [{ title: `Rows of ${displayName(table)}`, question: { kind: 'row-count', table }, expected: 'unchanged' }],
      pointOfNoReturn: `the values of ${target} come back only from a backup`,
    }
  },
})
