// An enum value that is used before its transaction has committed it.
import {
  type Change,
  defineRule,
  displayName,
  type Expression,
  isChange,
  keyOf,
  type OperationKind,
  tableIn,
  type TableName,
} from '@migration-planner/core'

export default defineRule({
  id: 'enum-value-used-in-same-transaction',
  summary: 'New enum value used too early',
  risk: 'high',
  on: ['set-default', 'add-column', 'create-table', 'update-rows', 'delete-rows', 'insert-rows', 'add-check', 'add-index'],
  message:
    'Value "{value}" of enum "{type}" is used in the transaction that adds it (line {line}), which PostgreSQL refuses (unsafe use of new value): the migration fails here.',
  strategy: 'add the value in a file of its own, use it in the next one',
  needsDeploy: false,
  onNewTables: true,
  check: (change) => {
    const added = change.transaction.earlier
      .filter((earlier) => isChange(earlier, 'add-enum-value'))
      .filter((earlier) => !isAllowed(earlier))
      .find(({ operation }) => typesOf(change).includes(operation.type.name) && says(change, operation.value))
    if (!added) return undefined
    return { value: added.operation.value, type: displayName(added.operation.type), line: String(added.origin.start.line) }
  },
})

/** Since 17 the values of a type that is itself new may be used at once. */
function isAllowed({ operation, transaction, version }: Change<'add-enum-value'>): boolean {
  const isNewType = transaction.earlier.some(
    (earlier) => isChange(earlier, 'create-enum') && keyOf(earlier.operation.type) === keyOf(operation.type),
  )
  return isNewType && version.major >= 17
}

/** The types of the columns that an operation is about: another enum may have a value of the same name. */
function typesOf({ operation, after }: Change): readonly string[] {
  if (operation.kind === 'add-column') return [operation.column.type.name]
  const table: TableName | undefined = 'table' in operation ? operation.table : undefined
  const columns = (table && tableIn(after, table)?.columns) ?? []
  const named = operation.kind === 'set-default' ? columns.filter(({ name }) => name === operation.column) : columns
  return named.map(({ type }) => type.name)
}

const whole: readonly OperationKind[] = ['insert-rows', 'update-rows', 'delete-rows', 'create-table', 'add-check', 'add-index']

function says({ operation, sql }: Change, value: string): boolean {
  const literal = `'${value.replaceAll("'", "''")}'`
  const expression: Expression | undefined =
    operation.kind === 'set-default' ? operation.default : operation.kind === 'add-column' ? operation.column.default : undefined
  return whole.includes(operation.kind) ? sql.includes(literal) : expression?.sql.includes(literal) === true
}
