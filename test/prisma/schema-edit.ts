// A schema edit as a team makes it, and what has to come of it.
import type { ColumnName } from '@migration-planner/core'
import { recorded } from '../fixtures/prisma-generated/generate.ts'
import { type Column, edited, type Shape, type ShapeEdit, shopBefore } from './application.ts'
import { modelsAfter, modelsBefore } from './shop.ts'

export interface SchemaEdit {
  readonly name: string
  /** The models after the edit. */
  readonly models: string
  /** What Prisma writes for it, where the fixtures have that. */
  readonly recorded?: string
  /** What `rewrite` has to be told. */
  readonly flags: readonly string[]
  /** The rules that `lint` reports at medium or high risk. */
  readonly finds: readonly string[]
  /** SQL without which the rows are in the way of the edit. */
  readonly prepare?: string
  /** What the author meant, in one go: the released database has to be the same, its rows too. */
  readonly meant: string
  /** Why PostgreSQL refuses the SQL that Prisma wrote, even on empty tables. */
  readonly originalRefused?: string
  /** What of it the downs cannot take back: which values were there before. A down.sql has to say so. */
  readonly notUndone?: string
  /** Columns whose values nobody can foretell. */
  readonly unpredictable?: readonly ColumnName[]
  /** The application whose schema is the edited one. */
  readonly newShape: Shape
  /** For each table a condition that holds for every row while both applications write. */
  readonly agree?: Readonly<Record<string, string>>
}

interface Said extends Omit<SchemaEdit, 'models' | 'recorded' | 'newShape' | 'flags'> {
  readonly flags?: readonly string[]
  /** The columns that the new application has instead. */
  readonly shape?: ShapeEdit
}

/** An edit that the recorded fixtures have. */
export function fixtureEdit(fixture: string, said: Omit<Said, 'name'> & { readonly name?: string }): SchemaEdit {
  return { ...describeEdit({ name: fixture, ...said }, modelsAfter(fixture)), recorded: recorded(fixture).migration }
}

/** An edit of lines of the models: each must be there. */
export function lineEdit(lines: Readonly<Record<string, string>>, said: Said): SchemaEdit {
  const models = Object.entries(lines).reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`The models have no "${from}"`)
    return text.replace(from, to)
  }, modelsBefore)
  return describeEdit(said, models)
}

function describeEdit({ shape, flags, ...said }: Said, models: string): SchemaEdit {
  return { ...said, models, flags: flags ?? [], newShape: edited(shopBefore, shape ?? {}) }
}

/** The column of that name in the old application, under another name in the new one. */
export function renamed(table: string, from: string, to: string): ShapeEdit {
  const column: Column | undefined = shopBefore[table]?.[from]
  return { [table]: { [from]: undefined, [to]: column } }
}
