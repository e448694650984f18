// tableRenameCandidate(): the created table that may be a dropped one under another name.
import { sameName } from '../operations/names.ts'
import { tableIn } from '../schema/schema.ts'
import { type Change, isChange } from './change.ts'

/** A created table with most of a dropped one's columns. */
export interface TableRenameCandidate {
  readonly create: Change<'create-table'>
  /** How many columns of the dropped table it has, by name and type, and of how many. */
  readonly shared: number
  readonly all: number
}

/** The likeliest one; undefined where none has three quarters of at least two columns. */
export function tableRenameCandidate(drop: Change<'drop-table'>, changes: readonly Change[]): TableRenameCandidate | undefined {
  const dropped = tableIn(drop.before, drop.operation.table)?.columns.map(signature) ?? []
  const likeness = (create: Change<'create-table'>): number => {
    const columns = create.operation.columns.map(signature)
    return dropped.filter((column) => columns.includes(column)).length
  }
  const [best] = changes
    .filter((change) => isChange(change, 'create-table'))
    .filter(({ operation }) => !operation.ifNotExists && !sameName(operation.table, drop.operation.table))
    .toSorted((one, other) => likeness(other) - likeness(one))
  if (!best || dropped.length < 2 || likeness(best) / dropped.length < 0.75) return undefined
  return { create: best, shared: likeness(best), all: dropped.length }
}

function signature({ name, type }: { readonly name: string; readonly type: { readonly sql: string } }): string {
  return `${name} ${type.sql}`
}
