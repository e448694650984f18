// One enum replaced by another, which PostgreSQL can only do by writing every row again.
import {
  type Change,
  defineRule,
  displayName,
  type EnumType,
  isChange,
  lockWordsDuring,
  columnIn,
  type Schema,
} from '@migration-planner/core'

export default defineRule({
  id: 'type-swap-rewrites-table',
  summary: 'Enum replaced, table rewritten',
  risk: 'high',
  on: ['change-column-type'],
  message:
    'Moving column "{column}" of "{table}" to the new enum "{type}" rewrites the whole table and its indexes while holding {lock}, which stops {blocks} until the last row is written{removed}.',
  strategy:
    'to add or rename a value use ALTER TYPE; to remove one, move its rows in batches and forbid it with a validated CHECK',
  needsDeploy: true,
  covers: ['change-column-type-rewrites-table'],
  check: (change, changes) => {
    const { table, column, type } = change.operation
    const next = enumCalled(change.before, type.name)
    const isMadeHere = changes.some((other) => isChange(other, 'create-enum') && other.operation.type.name === type.name)
    const held = lockWordsDuring(change, 'rewrite')
    if (!next || !isMadeHere || !held) return undefined
    return { ...held, table: displayName(table), column, type: type.name, removed: removedValues(change, next) }
  },
})

function enumCalled({ enums }: Schema, name: string): EnumType | undefined {
  return [...enums.values()].find((type) => type.name.name === name)
}

function removedValues({ operation, before }: Change<'change-column-type'>, next: EnumType): string {
  const old = columnIn(before, operation.table, operation.column)?.type.name
  const gone =
    (old === undefined ? undefined : enumCalled(before, old))?.values.filter((value) => !next.values.includes(value)) ?? []
  return gone.length === 0 ? '' : `, and fails as soon as a row holds ${gone.map((value) => `"${value}"`).join(' or ')}`
}
