// Makes the rows of one table: each a list of SQL expressions in the order of its columns.
import type { Chance } from './random.ts'
import { literal } from '../quote.ts'
import { referenceKey } from './reference-key.ts'
import { valuesMentioned } from './mentioned.ts'
import type { FillableColumn, FillableTable, Reference } from './tables.ts'
import { type ValueSource, valuesFor } from './values.ts'

type Keys = ReadonlyMap<string, readonly (readonly string[])[]>

interface Maker {
  readonly column: FillableColumn
  readonly values: ValueSource | undefined
  /** What conditions mention comes first: it is most likely to be accepted. */
  readonly mentioned: readonly string[]
  /** Columns take their turns apart, so that not all extremes meet in one row. */
  readonly offset: number
}

/** Undefined is NULL, or the default where the column has one and may not be NULL. */
type Value = string | undefined

/** Rows after these are made because too few were accepted: only with what conditions mention. */
const enough = 100

/** Rows number `from` and following; what was refused before is not tried again. */
export function makeRows(
  table: FillableTable,
  keys: Keys,
  from: number,
  count: number,
  chance: Chance,
): readonly (readonly string[])[] {
  const makers = table.columns.map((column): Maker => {
    const conditions = table.conditions.filter(({ columns }) => columns.includes(column.name))
    const mentioned = [...new Set(conditions.flatMap(({ sql }) => valuesMentioned(sql)))]
    return { column, values: valuesFor(column), mentioned, offset: chance.below(100) }
  })
  return Array.from({ length: count }, (_, place) => {
    const index = from + place
    const referring = referringValues(table, keys, index, chance)
    return makers.map((maker) => {
      if (maker.column.counts && !referring.has(maker.column.name)) return 'DEFAULT'
      const value = referring.has(maker.column.name) ? referring.get(maker.column.name) : valueOf(maker, index, chance)
      return expressionOf(maker, value, chance)
    })
  })
}

function expressionOf({ column }: Maker, value: Value, chance: Chance): string {
  if (value !== undefined) return `${literal(value)}::${column.type}`
  if (column.hasDefault && (!column.nullable || chance.below(2) === 0)) return 'DEFAULT'
  return 'NULL'
}

/** Every second row takes its turn through the notable values; the others are a mixture of repeated, fresh and missing ones. */
function valueOf({ column, values, mentioned, offset }: Maker, index: number, chance: Chance): Value {
  if (!values) return undefined
  const constrained = mentioned.length > 0
  if (constrained && (chance.below(10) < 8 || index >= enough)) return asPattern(pick(mentioned, index, chance), index)
  // A repeated value in a unique column would only be thrown away.
  if (column.unique) return index < values.notable.length ? values.notable[index] : values.fresh(index)
  if (index % 2 === 0) return values.notable[(index / 2 + offset) % values.notable.length]
  const kind = chance.below(10)
  if (kind < 2 && (column.nullable || column.hasDefault)) return undefined
  // The first few come up again and again: columns that are not unique have duplicates.
  return kind < 6 ? values.notable[chance.below(Math.min(4, values.notable.length))] : values.fresh(index)
}

/** What LIKE compares with is a pattern: another word of it for every number. */
function asPattern(value: Value, index: number): Value {
  return value?.includes('%') ? value.replaceAll('%', `x${index}`).replaceAll('_', 'x') : value
}

function pick(values: readonly string[], index: number, chance: Chance): Value {
  return index < values.length ? values[index] : values[chance.below(values.length)]
}

/** Values of the columns that refer to other rows: columns that two references share get one value that suits both. */
function referringValues(table: FillableTable, keys: Keys, index: number, chance: Chance): ReadonlyMap<string, Value> {
  const chosen = new Map<string, Value>()
  for (const reference of table.references) {
    const candidates = (keys.get(referenceKey(reference)) ?? []).filter((key) => suits(reference, key, chosen))
    const mayWait = reference.columns.some((column) => table.columns.find(({ name }) => name === column)?.nullable)
    const key =
      mayWait && chance.below(4) === 0 ? undefined : candidates[(index + chance.below(2)) % Math.max(1, candidates.length)]
    for (const [place, column] of reference.columns.entries()) if (!chosen.has(column)) chosen.set(column, key?.[place])
  }
  return chosen
}

function suits(reference: Reference, key: readonly string[], chosen: ReadonlyMap<string, Value>): boolean {
  return reference.columns.every((column, place) => !chosen.has(column) || chosen.get(column) === key[place])
}
