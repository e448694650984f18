// Differences in words, and the columns whose values nobody can foretell.
import { type ColumnName, type Contents, type Difference, type TableRows, sameName } from '@migration-planner/core'
import type { Fault } from './proof.ts'

/** The sides in the words of the comparison: what was wanted, and what came out. */
export interface Sides {
  readonly one: string
  readonly other: string
}

/** `column users.age: type is integer after the original, bigint after the plan`. */
export function describeDifference({ object, property, one, other }: Difference, sides: Sides): string {
  if (property === 'further differences') return `${object}: ${one} ${property}`
  if (property === 'existence') {
    const [there, not] = one === undefined ? [sides.other, sides.one] : [sides.one, sides.other]
    const what = one ?? other
    return `${object} is there ${there} and not ${not}${what === undefined || what === 'yes' ? '' : ` (${oneLine(what)})`}`
  }
  return `${object}: ${property} is ${oneLine(one ?? 'not set')} ${sides.one}, ${oneLine(other ?? 'not set')} ${sides.other}`
}

function oneLine(text: string): string {
  const line = text.split('\n').join(' ')
  return line.length > 300 ? `${line.slice(0, 300)}…` : line
}

export function faultsOf(statement: string, differences: readonly Difference[], sides: Sides): readonly Fault[] {
  return differences.map((difference) => ({ statement, difference: describeDifference(difference, sides) }))
}

/** Definitions alone: the order of columns and the place of a counter are judged elsewhere. */
export function definitions(differences: readonly Difference[]): readonly Difference[] {
  return differences.filter((difference) => difference.class === 'definition')
}

/** Columns that come out differently when the same statements run twice: chance and time, which no proof compares. */
export function changingColumns(one: Contents, other: Contents): readonly ColumnName[] {
  return [...one].flatMap(([key, rows]) => {
    const twin = other.get(key)
    if (!twin) return []
    const differing = rows.columns.filter((column) => valuesOf(rows, column) !== valuesOf(twin, column))
    return differing.map((column) => ({ table: rows.table, column }))
  })
}

/** The same rows with one column out of sight. */
export function withoutColumn(contents: Contents, { table, column }: ColumnName): Contents {
  return new Map(
    [...contents].map(([key, rows]) => {
      const place = sameName(rows.table, table) ? rows.columns.indexOf(column) : -1
      if (place < 0) return [key, rows]
      return [key, { ...rows, columns: rows.columns.toSpliced(place, 1), rows: rows.rows.map((row) => row.toSpliced(place, 1)) }]
    }),
  )
}

function valuesOf({ columns, rows }: TableRows, column: string): string {
  const place = columns.indexOf(column)
  return JSON.stringify(rows.map((row) => JSON.stringify(row[place] ?? null)).toSorted((one, other) => (one < other ? -1 : 1)))
}
