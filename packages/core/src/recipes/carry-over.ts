// Indexes, keys and checks of a column built again on the column that takes its place, each under a name of its own until the old ones are gone.
import { columnsOf, columnsOfIndex } from '../schema/apply-to-columns.ts'
import type {
  CheckConstraint,
  ForeignKeyConstraint,
  IndexDefinition,
  PrimaryKeyConstraint,
  UniqueConstraint,
} from '../operations/definitions.ts'
import { siblingName } from '../operations/names.ts'
import type { RecipeContext } from '../plan/define-recipe.ts'
import type { DraftStep } from '../plan/draft.ts'
import type { Intent } from '../plan/intent.ts'
import type { Table } from '../schema/schema.ts'
import { indexBehind, validatedLaterSteps } from './constraint-steps.ts'
import { buildIndexStep } from './index-steps.ts'
import { addConstraint } from './restore.ts'

/** Old column name → name of the column that takes its place. */
export type Renames = Readonly<Record<string, string>>

export interface CarriedOver {
  /** Steps that build the copies, nobody blocked. */
  readonly build: readonly DraftStep[]
  /** Gives the copies their final names, in the transaction in which the old ones have gone. */
  readonly adopt: readonly Intent[]
  /** Undoes `adopt`: the copies stand under their own names again. */
  readonly release: readonly Intent[]
  /** What `release` could not keep, built again once the columns have their own names back. */
  readonly rebuild: readonly Intent[]
}

/** `table` says what must stand in the end, on the old names of the columns; foreign keys are copied only where they are asked for. */
export function carryOver(
  table: Table,
  renames: Renames,
  context: RecipeContext,
  foreignKeys: 'with foreign keys' | 'without foreign keys',
): CarriedOver {
  const replaced = Object.keys(renames)
  const touches = (columns: readonly string[]): boolean => columns.some((column) => replaced.includes(column))
  const indexes = table.indexes
    .filter((index) => touches(columnsOfIndex(index)))
    .map((index) => carriedIndex(index, renames, context))
  const constraints = table.constraints.filter((constraint) => touches(columnsOf(constraint)))
  const keys = constraints
    .filter((constraint) => constraint.kind === 'primary-key' || constraint.kind === 'unique')
    .map((key) => carriedKey(table, key, renames, context))
  const checks = constraints
    .filter((constraint) => constraint.kind === 'check')
    .map((check) => carriedCheck(table, check, renames, context))
  const references =
    foreignKeys === 'with foreign keys' ? constraints.filter((constraint) => constraint.kind === 'foreign-key') : []
  const all = [
    ...indexes,
    ...keys,
    ...checks,
    ...references.map((reference) => carriedReference(table, reference, renames, context)),
  ]
  return {
    build: all.flatMap(({ build }) => build),
    adopt: all.flatMap(({ adopt }) => adopt),
    release: all.toReversed().flatMap(({ release }) => release),
    rebuild: all.flatMap(({ rebuild }) => rebuild),
  }
}

/** The name of a copy while both stand. */
function copyName(name: string, context: RecipeContext): string {
  return context.nameOf(name, 'new')
}

function carriedIndex(index: IndexDefinition, renames: Renames, context: RecipeContext): CarriedOver {
  const copy = renamedIndex(index, renames, copyName(index.name, context), context)
  return {
    build: [buildIndexStep(copy, 'constrain')],
    adopt: [{ kind: 'rename-index', index: siblingName(index.table, copy.name), to: index.name }],
    release: [{ kind: 'rename-index', index: siblingName(index.table, index.name), to: copy.name }],
    rebuild: [],
  }
}

/** The same index on other columns: keys, expressions, INCLUDE and WHERE follow, everything else stays. */
function renamedIndex(index: IndexDefinition, renames: Renames, name: string, context: RecipeContext): IndexDefinition {
  return {
    ...index,
    name,
    keys: index.keys.map((key) => ({
      ...key,
      ...(key.column === undefined ? {} : { column: renames[key.column] ?? key.column }),
      ...(key.expression ? { expression: context.renameColumns(key.expression, renames) } : {}),
    })),
    include: index.include.map((column) => renames[column] ?? column),
    ...(index.where ? { where: context.renameColumns(index.where, renames) } : {}),
  }
}

function carriedKey(
  table: Table,
  key: PrimaryKeyConstraint | UniqueConstraint,
  renames: Renames,
  context: RecipeContext,
): CarriedOver {
  const columns = key.columns.map((column) => renames[column] ?? column)
  const copy = indexBehind(table.name, { ...key, columns }, copyName(key.name, context))
  const add = addConstraint(table.name, { ...key, columns, usingIndex: copy.name })
  return {
    build: [buildIndexStep(copy, 'constrain')],
    adopt: [add],
    // A constraint takes its index along when it goes: the copy has to be built again.
    release: [{ kind: 'drop-constraint', table: table.name, constraint: key.name, ifExists: false, cascade: false }],
    rebuild: [{ kind: 'add-index', table: table.name, index: copy, concurrently: false, ifNotExists: false }],
  }
}

function carriedCheck(table: Table, check: CheckConstraint, renames: Renames, context: RecipeContext): CarriedOver {
  return carriedConstraint(table, check, {
    ...check,
    name: copyName(check.name, context),
    expression: context.renameColumns(check.expression, renames),
  })
}

function carriedReference(table: Table, reference: ForeignKeyConstraint, renames: Renames, context: RecipeContext): CarriedOver {
  const columns = reference.columns.map((column) => renames[column] ?? column)
  return carriedConstraint(table, reference, { ...reference, name: copyName(reference.name, context), columns })
}

/** Added NOT VALID and validated where the old one is valid; takes the old one's name in the end. */
function carriedConstraint<Kind extends CheckConstraint | ForeignKeyConstraint>(
  table: Table,
  old: Kind,
  copy: Kind,
): CarriedOver {
  const steps = validatedLaterSteps(table.name, copy)
  return {
    build: old.validated ? steps : steps.slice(0, 1),
    adopt: [{ kind: 'rename-constraint', table: table.name, constraint: copy.name, to: old.name }],
    release: [{ kind: 'rename-constraint', table: table.name, constraint: old.name, to: copy.name }],
    rebuild: [],
  }
}
