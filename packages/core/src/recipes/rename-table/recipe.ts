// Renames a table and leaves a writable view under the old name, until nobody uses it.
import { isOnFreshTable } from '../../changes/change.ts'
import { displayName, siblingName } from '../../operations/names.ts'
import { defineRecipe } from '../../plan/define-recipe.ts'

export default defineRecipe({
  id: 'rename-table',
  summary: 'Renames the table and puts a writable view under the old name, dropped once the old application is gone',
  on: ['rename-table'],
  spans: 'one change',
  draft(change) {
    if (isOnFreshTable(change)) return undefined
    const { table, to } = change.operation
    const renamed = siblingName(table, to)
    const dropView = { kind: 'drop-object', what: 'view', name: table, cascade: false } as const
    const view = { kind: 'compatibility-view', view: table, table: renamed } as const
    return {
      kind: 'draft',
      replaces: [change],
      steps: [
        {
          phase: 'expand',
          title: `Rename ${displayName(table)} to ${to} and put a view under the old name, in one transaction`,
          slug: `rename_${table.name}_to_${to}`,
          pattern: 'Rename behind a view',
          intents: [{ kind: 'rename-table', table, to }, view],
          rollback: { kind: 'reversible', intents: [dropView, { kind: 'rename-table', table: renamed, to: table.name }] },
        },
        {
          phase: 'contract',
          title: `Drop the view ${displayName(table)}`,
          slug: `drop_view_${table.name}`,
          pattern: 'Rename behind a view',
          intents: [dropView],
          rollback: { kind: 'reversible', intents: [view] },
        },
      ],
      title: `Rename table ${displayName(table)} to ${to}`,
      type: 'Rename table',
      strategy: 'Rename behind a writable view, dropped when the old application is gone',
      before: [{ title: `Rows of ${displayName(table)}`, question: { kind: 'row-count', table }, expected: 'record' }],
      after: [
        { title: `Rows of ${displayName(renamed)}`, question: { kind: 'row-count', table: renamed }, expected: 'unchanged' },
      ],
    }
  },
})
