// Constraints: what a key, foreign key, check or exclusion says, under the name that the server gives it.
import type { Constraint as ConstraintNode } from '@pgsql/types'
import {
  type CheckConstraint,
  type Constraint,
  type ExclusionConstraint,
  type ForeignKeyConstraint,
  type NotNullConstraint,
  type PrimaryKeyConstraint,
  type ReferentialAction,
  type TableName,
  type UniqueConstraint,
} from '@migration-planner/core'
import { expressionIn } from './expressions.ts'
import { chosenName, joinedColumns, keyNames } from './names.ts'
import { insideParentheses, need, type Range, sqlOf, type StatementText } from './statement-text.ts'
import { stringsOf, tableNameOf } from './tree.ts'

/** Where a constraint was written. */
export interface ConstraintPlace {
  readonly statement: StatementText
  readonly table: TableName
  /** The constraint's own words: from its first token to the end of the element that it stands in. */
  readonly range: Range
  /** The column it was written beside, which it then is about. */
  readonly column?: string
  /** In CREATE TABLE there are no rows yet, so that NOT VALID says nothing. */
  readonly isNewTable: boolean
  /** Names that this statement has given already. */
  readonly taken: Set<string>
}

/** The constraint of a node; undefined for a node that is only a property of its column, like DEFAULT. */
export function constraintOf(node: ConstraintNode, place: ConstraintPlace): Constraint | undefined {
  switch (node.contype) {
    case 'CONSTR_PRIMARY':
      return primaryKey(node, place)
    case 'CONSTR_UNIQUE':
      return unique(node, place)
    case 'CONSTR_FOREIGN':
      return foreignKey(node, place)
    case 'CONSTR_CHECK':
      return check(node, place)
    case 'CONSTR_NOTNULL':
      return notNull(node, place)
    case 'CONSTR_EXCLUSION':
      return exclusion(node, place)
    default:
      return undefined
  }
}

/** Whether a constraint says more than a Constraint holds: written again from it, it would be another one. */
export function saysMore(node: ConstraintNode): boolean {
  const foreignKey = node.fk_del_set_cols ?? node.fk_with_period
  const key = node.without_overlaps ?? node.indexspace
  const isNotNull = node.contype === 'CONSTR_NOTNULL' && node.is_no_inherit
  return Boolean(foreignKey ?? key ?? isNotNull) || node.options !== undefined
}

function nameFor(node: ConstraintNode, place: ConstraintPlace, addition: string, label: string): string {
  return node.conname ?? node.indexname ?? chosenName(place.table.name, addition, label, place.taken)
}

function columnsFor(names: readonly string[], place: ConstraintPlace): readonly string[] {
  return place.column === undefined ? names : [place.column]
}

function deferrableOf(node: ConstraintNode): { readonly deferrable?: string } {
  if (!node.deferrable) return {}
  return { deferrable: node.initdeferred ? 'deferrable initially deferred' : 'deferrable' }
}

function usingIndexOf(node: ConstraintNode): { readonly usingIndex?: string } {
  return node.indexname === undefined ? {} : { usingIndex: node.indexname }
}

function primaryKey(node: ConstraintNode, place: ConstraintPlace): PrimaryKeyConstraint {
  const columns = node.indexname === undefined ? columnsFor(stringsOf(node.keys), place) : []
  return { kind: 'primary-key', name: nameFor(node, place, '', 'pkey'), columns, ...usingIndexOf(node), ...deferrableOf(node) }
}

function unique(node: ConstraintNode, place: ConstraintPlace): UniqueConstraint {
  const columns = node.indexname === undefined ? columnsFor(stringsOf(node.keys), place) : []
  const include = stringsOf(node.including)
  return {
    kind: 'unique',
    name: nameFor(node, place, joinedColumns([...columns, ...include]), 'key'),
    columns,
    include,
    nullsNotDistinct: node.nulls_not_distinct ?? false,
    ...usingIndexOf(node),
    ...deferrableOf(node),
  }
}

const referentialActions: Readonly<Record<string, ReferentialAction>> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
}

function foreignKey(node: ConstraintNode, place: ConstraintPlace): ForeignKeyConstraint {
  const columns = columnsFor(stringsOf(node.fk_attrs), place)
  return {
    kind: 'foreign-key',
    name: nameFor(node, place, joinedColumns(columns), 'fkey'),
    columns,
    references: { table: tableNameOf(node.pktable), columns: stringsOf(node.pk_attrs) },
    onDelete: referentialActions[node.fk_del_action ?? 'a'] ?? 'no action',
    onUpdate: referentialActions[node.fk_upd_action ?? 'a'] ?? 'no action',
    ...(node.fk_matchtype === 'f' ? { match: 'full' as const } : {}),
    validated: isValidated(node, place),
    enforced: node.is_enforced ?? false,
    ...deferrableOf(node),
  }
}

function isValidated(node: ConstraintNode, place: ConstraintPlace): boolean {
  const enforced = node.is_enforced ?? false
  return enforced && (place.isNewTable || !node.skip_validation)
}

function check(node: ConstraintNode, place: ConstraintPlace): CheckConstraint {
  const { statement } = place
  const from = need(statement, place.range, 'check')
  const expression = expressionIn(statement, insideParentheses(statement, { from, to: place.range.to }), node.raw_expr)
  const [only, ...others] = expression.columns
  return {
    kind: 'check',
    name: nameFor(node, place, only !== undefined && others.length === 0 ? only : '', 'check'),
    expression,
    validated: isValidated(node, place),
    enforced: node.is_enforced ?? false,
    noInherit: node.is_no_inherit ?? false,
  }
}

/** Beside a column and without a name of its own it is no more than the column's property. */
function notNull(node: ConstraintNode, place: ConstraintPlace): NotNullConstraint | undefined {
  if (place.column !== undefined && node.conname === undefined) return undefined
  const column = place.column ?? stringsOf(node.keys)[0] ?? ''
  const validated = place.isNewTable || !node.skip_validation
  return { kind: 'not-null', name: nameFor(node, place, column, 'not_null'), column, validated }
}

function exclusion(node: ConstraintNode, place: ConstraintPlace): ExclusionConstraint {
  const elements = (node.exclusions ?? []).flatMap((pair) => {
    const element = 'List' in pair ? pair.List.items?.[0] : undefined
    return element && 'IndexElem' in element ? [element.IndexElem] : []
  })
  const from = need(place.statement, place.range, 'exclude')
  return {
    kind: 'exclusion',
    name: nameFor(node, place, joinedColumns(keyNames(elements)), 'excl'),
    sql: sqlOf(place.statement, { from, to: place.range.to }),
    ...deferrableOf(node),
  }
}
