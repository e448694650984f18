// A view that reads the column: PostgreSQL refuses to change what is under it.
import { type Change, defineRule, displayName, sameName, type View } from '@migration-planner/core'

export default defineRule({
  id: 'view-refuses-change',
  summary: 'A view stands on it',
  risk: 'high',
  on: ['change-column-type', 'drop-column', 'drop-table'],
  message: 'View {views} reads {what}: PostgreSQL refuses this statement while it is there, and the migration fails here.',
  strategy: 'drop the view, make the change and create the view again in one transaction',
  needsDeploy: false,
  forTheAuthor: true,
  check: (change) => {
    const { operation } = change
    const refusing = 'cascade' in operation && operation.cascade ? [] : viewsOn(change)
    if (refusing.length === 0) return undefined
    const table = displayName(operation.table)
    return {
      views: refusing.map(({ name }) => `"${displayName(name)}"`).join(', '),
      what: operation.kind === 'drop-table' ? `"${table}"` : `"${table}"."${operation.column}"`,
    }
  },
})

function viewsOn({ operation, before }: Change<'change-column-type' | 'drop-column' | 'drop-table'>): readonly View[] {
  const column = operation.kind === 'drop-table' ? undefined : operation.column
  return [...before.views.values()].filter(({ reads }) =>
    reads.some((read) => sameName(read.table, operation.table) && (column === undefined || read.columns.includes(column))),
  )
}
