// Constraints in two transactions: first for new rows, then for old ones, so that no scan runs under a blocking lock.
import type {
  CheckConstraint,
  ForeignKeyConstraint,
  UniqueConstraint,
  IndexDefinition,
  PrimaryKeyConstraint,
} from '../operations/definitions.ts'
import { displayName, type TableName } from '../operations/names.ts'
import type { Check } from '../plan/check.ts'
import type { DraftStep } from '../plan/draft.ts'
import { addConstraint } from './restore.ts'
import { buildIndexStep } from './index-steps.ts'

const pattern = 'Constraint added NOT VALID, then validated'

/** Two steps: NOT VALID, then VALIDATE. */
export function validatedLaterSteps(table: TableName, constraint: ForeignKeyConstraint | CheckConstraint): readonly DraftStep[] {
  const unvalidated = addConstraint(table, { ...constraint, validated: false })
  const drop = { kind: 'drop-constraint', table, constraint: constraint.name, ifExists: false, cascade: false } as const
  const kind = constraint.kind === 'check' ? 'check' : 'foreign key'
  return [
    {
      phase: 'constrain',
      title: `Add ${kind} ${constraint.name} to ${displayName(table)} for new rows`,
      slug: `add_${constraint.name}`,
      pattern,
      intents: [unvalidated],
      rollback: { kind: 'reversible', intents: [drop] },
      checks: [beforeCheck(table, constraint)],
    },
    {
      phase: 'constrain',
      title: `Validate ${kind} ${constraint.name} of ${displayName(table)} for existing rows, without blocking writes`,
      slug: `validate_${constraint.name}`,
      pattern,
      intents: [{ kind: 'validate-constraint', table, constraint: constraint.name }],
      rollback: { kind: 'reversible', intents: [drop, unvalidated] },
      checks: [validCheck(table, constraint.name)],
      alone: true,
    },
  ]
}

/** What must be true of the rows before the constraint can be validated. */
export function beforeCheck(table: TableName, constraint: ForeignKeyConstraint | CheckConstraint): Check {
  if (constraint.kind === 'check') {
    return {
      title: `Every row of ${displayName(table)} satisfies ${constraint.name}`,
      question: { kind: 'violations', table, expression: constraint.expression },
      expected: 0,
    }
  }
  const question = { kind: 'orphans', table, columns: constraint.columns, references: constraint.references } as const
  return {
    title: `Every row of ${displayName(table)} has its parent in ${displayName(constraint.references.table)}`,
    question,
    expected: 0,
  }
}

export function validCheck(table: TableName, constraint: string): Check {
  return { title: `Constraint ${constraint} is valid`, question: { kind: 'constraint-valid', table, constraint }, expected: 1 }
}

export function noDuplicates(table: TableName, columns: readonly string[]): Check {
  return {
    title: `No duplicates in ${displayName(table)} (${columns.join(', ')})`,
    question: { kind: 'duplicates', table, columns },
    expected: 0,
  }
}

/** The plain unique index behind a key, under the key's own name. */
export function indexBehind(
  table: TableName,
  constraint: UniqueConstraint | PrimaryKeyConstraint,
  name: string,
): IndexDefinition {
  return {
    name,
    table,
    unique: true,
    method: 'btree',
    keys: constraint.columns.map((column) => ({ column, descending: false })),
    include: constraint.kind === 'unique' ? constraint.include : [],
    nullsNotDistinct: constraint.kind === 'unique' && constraint.nullsNotDistinct,
  }
}

/** Two steps: a unique index built concurrently, which then becomes the constraint at once. */
export function keyByIndexSteps(table: TableName, constraint: UniqueConstraint | PrimaryKeyConstraint): readonly DraftStep[] {
  const build = buildIndexStep(indexBehind(table, constraint, constraint.name), 'constrain')
  const add = addConstraint(table, { ...constraint, usingIndex: constraint.name })
  const title = constraint.kind === 'unique' ? 'unique constraint' : 'primary key'
  return [
    build,
    {
      phase: 'constrain',
      title: `Make the index the ${title} ${constraint.name} of ${displayName(table)}`,
      slug: `add_${constraint.name}`,
      pattern: 'Key added from an index that stands',
      intents: [add],
      rollback: {
        kind: 'reversible',
        intents: [
          { kind: 'drop-constraint', table, constraint: constraint.name, ifExists: false, cascade: false },
          {
            kind: 'add-index',
            table,
            index: indexBehind(table, constraint, constraint.name),
            concurrently: false,
            ifNotExists: false,
          },
        ],
      },
      checks: [validCheck(table, constraint.name)],
    },
  ]
}
