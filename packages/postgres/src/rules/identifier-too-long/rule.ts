// A name that PostgreSQL cuts off without an error.
import { type Change, defineRule, type Operation } from '@migration-planner/core'

const longest = 63

export default defineRule({
  id: 'identifier-too-long',
  summary: 'Name is cut off',
  risk: 'low',
  on: [
    'create-table',
    'rename-table',
    'add-column',
    'rename-column',
    'add-index',
    'rename-index',
    'rename-constraint',
    'add-unique',
    'add-primary-key',
    'add-foreign-key',
    'add-check',
    'add-exclusion',
    'create-enum',
    'create-object',
  ],
  message:
    'The name that begins with "{name}" is longer than 63 bytes: PostgreSQL cuts the rest off, and two such names may become one.',
  strategy: 'choose a shorter name',
  needsDeploy: false,
  forTheAuthor: true,
  onNewTables: true,
  check: (change) => {
    const name = namesIn(change.operation).find((candidate) => isCutOff(candidate, change))
    return name === undefined ? undefined : { name }
  },
})

/** The reader, like the server, has cut the name off already: what follows it in the statement tells. */
function isCutOff(name: string, { sql }: Change): boolean {
  // A character of several bytes may leave up to three of the last bytes empty.
  if (new TextEncoder().encode(name).length < longest - 3) return false
  const at = sql.indexOf(name)
  const next = at < 0 ? '' : sql.charAt(at + name.length)
  return sql.charAt(at - 1) === '"' ? next !== '"' : /[\p{L}\p{N}_$]/u.test(next)
}

function namesIn(operation: Operation): readonly string[] {
  if (operation.kind === 'create-table')
    return [operation.table, ...operation.columns, ...operation.constraints].map(({ name }) => name)
  if (operation.kind === 'add-column') return [operation.column, ...operation.constraints].map(({ name }) => name)
  if (operation.kind === 'add-index') return [operation.index.name]
  if (operation.kind === 'create-enum') return [operation.type.name]
  if (operation.kind === 'create-object') return [operation.name.name]
  if ('constraint' in operation && typeof operation.constraint === 'object') return [operation.constraint.name]
  return 'to' in operation ? [operation.to] : []
}
