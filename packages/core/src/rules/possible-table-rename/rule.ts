// A dropped and a created table with the same columns: perhaps one table under two names.
import { type Change, isChange } from '../../changes/change.ts'
import { displayName, sameName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'
import { tableIn } from '../../schema/schema.ts'

export default defineRule({
  id: 'possible-table-rename',
  summary: 'Drop and create that may be a rename',
  risk: 'high',
  on: ['drop-table'],
  message:
    'Table "{from}" is dropped and "{to}", with {shared} of its {all} columns, is created, which may be a rename: as written every row is lost, and the running application fails.',
  strategy: 'if it is a rename: write ALTER TABLE … RENAME TO, which is planned with a view under the old name',
  needsDeploy: true,
  covers: ['drop-table'],
  check: (change, changes) => {
    const dropped = columnsOfDropped(change)
    const likeness = (create: Change<'create-table'>): number => {
      const columns = create.operation.columns.map(signature)
      return dropped.filter((column) => columns.includes(column)).length
    }
    const created = changes
      .filter((other) => isChange(other, 'create-table'))
      .filter(({ operation }) => !operation.ifNotExists && !sameName(operation.table, change.operation.table))
    const [best] = created.toSorted((one, other) => likeness(other) - likeness(one))
    if (!best || dropped.length < 2 || likeness(best) / dropped.length < 0.75) return undefined
    return {
      from: displayName(change.operation.table),
      to: displayName(best.operation.table),
      shared: String(likeness(best)),
      all: String(dropped.length),
    }
  },
})

function columnsOfDropped({ operation, before }: Change<'drop-table'>): readonly string[] {
  return tableIn(before, operation.table)?.columns.map(signature) ?? []
}

function signature({ name, type }: { readonly name: string; readonly type: { readonly sql: string } }): string {
  return `${name} ${type.sql}`
}
