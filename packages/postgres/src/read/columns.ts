// Columns: a definition as written in CREATE TABLE or ADD COLUMN, with the constraints that stand inside it.
import type { CollateClause, ColumnDef, Constraint as ConstraintNode } from '@pgsql/types'
import { Bug, type AutoIncrement, type ColumnDefinition, type Constraint, type TableName } from '@migration-planner/core'
import { constraintOf } from './constraints.ts'
import { expressionIn } from './expressions.ts'
import { insideParentheses, need, type Range, type StatementText, tokenAtLocation } from './statement-text.ts'
import { stringsOf } from './tree.ts'
import { dataTypeOf, serialTypeOf } from './types.ts'

export interface ColumnPlace {
  readonly statement: StatementText
  readonly table: TableName
  /** The definition's words. */
  readonly range: Range
  readonly isNewTable: boolean
  readonly taken: Set<string>
}

interface ColumnContext extends ColumnPlace {
  /** The tokens with which constraints and the collation begin. */
  readonly starts: readonly number[]
}

export interface WrittenColumn {
  readonly column: ColumnDefinition
  readonly constraints: readonly Constraint[]
}

/** A column and the constraints written inside its definition. */
export function columnOf(definition: ColumnDef, place: ColumnPlace): WrittenColumn {
  if (!definition.typeName) throw new Bug('a column without a type')
  const written = (definition.constraints ?? []).flatMap((node) => ('Constraint' in node ? [node.Constraint] : []))
  const nodes = withAttributes(written)
  const starts = [...written.map(({ location }) => location), definition.collClause?.location]
  const context: ColumnContext = { ...place, starts: starts.map((location) => tokenAtLocation(place.statement, location)) }
  const name = definition.colname ?? ''
  const constraints = nodes.flatMap((node) => {
    const constraint = constraintOf(node, { ...place, range: rangeOf(node, context), column: name })
    return constraint ? [constraint] : []
  })
  const column: ColumnDefinition = {
    name,
    type: dataTypeOf(definition.typeName),
    nullable: isNullable(definition, nodes),
    ...defaultOf(nodes, context),
    ...autoIncrementOf(definition, nodes),
    ...generatedOf(nodes, context),
    ...collationOf(definition.collClause),
  }
  return { column, constraints }
}

/** A collation by its name, to be spread into what has one. */
export function collationOf(clause: CollateClause | undefined): { readonly collation?: string } {
  const collation = collationName(stringsOf(clause?.collname))
  return collation === undefined ? {} : { collation }
}

/** `C` for "C" and for pg_catalog."C"; another schema stays in front, after a dot. */
export function collationName(parts: readonly string[]): string | undefined {
  return parts.length === 0
    ? undefined
    : parts.filter((part, index) => index > 0 || part !== 'pg_catalog' || parts.length === 1).join('.')
}

/** The grammar keeps DEFERRABLE and NOT ENFORCED beside a column's constraint; they belong to the one before them. */
function withAttributes(nodes: readonly ConstraintNode[]): readonly ConstraintNode[] {
  const merged: ConstraintNode[] = []
  for (const node of nodes) {
    const attribute = attributeOf(node)
    const previous = merged.at(-1)
    if (!attribute) merged.push(node)
    else if (previous) merged[merged.length - 1] = { ...previous, ...attribute }
  }
  return merged
}

function attributeOf(node: ConstraintNode): Partial<ConstraintNode> | undefined {
  switch (node.contype) {
    case 'CONSTR_ATTR_DEFERRABLE':
      return { deferrable: true }
    case 'CONSTR_ATTR_NOT_DEFERRABLE':
      return { deferrable: false }
    case 'CONSTR_ATTR_DEFERRED':
      return { deferrable: true, initdeferred: true }
    case 'CONSTR_ATTR_IMMEDIATE':
      return { initdeferred: false }
    case 'CONSTR_ATTR_ENFORCED':
      return { is_enforced: true }
    case 'CONSTR_ATTR_NOT_ENFORCED':
      return { is_enforced: false }
    default:
      return undefined
  }
}

/** From a constraint's first word to the next one's, or to the definition's end. */
function rangeOf(node: ConstraintNode, context: ColumnContext): Range {
  const from = tokenAtLocation(context.statement, node.location)
  return { from, to: Math.min(context.range.to, ...context.starts.filter((start) => start > from)) }
}

function isNullable(definition: ColumnDef, nodes: readonly ConstraintNode[]): boolean {
  if (definition.typeName && serialTypeOf(definition.typeName) !== undefined) return false
  return !nodes.some(
    ({ contype }) => contype === 'CONSTR_NOTNULL' || contype === 'CONSTR_PRIMARY' || contype === 'CONSTR_IDENTITY',
  )
}

function defaultOf(nodes: readonly ConstraintNode[], context: ColumnContext): Pick<ColumnDefinition, 'default'> {
  const node = nodes.find(({ contype }) => contype === 'CONSTR_DEFAULT')
  if (!node) return {}
  const range = rangeOf(node, context)
  const from = need(context.statement, range, 'default') + 1
  return { default: expressionIn(context.statement, { from, to: range.to }, node.raw_expr) }
}

function autoIncrementOf(definition: ColumnDef, nodes: readonly ConstraintNode[]): { readonly autoIncrement?: AutoIncrement } {
  if (definition.typeName && serialTypeOf(definition.typeName) !== undefined) return { autoIncrement: 'serial' }
  const identity = nodes.find(({ contype }) => contype === 'CONSTR_IDENTITY')
  if (!identity) return {}
  return { autoIncrement: identity.generated_when === 'a' ? 'identity-always' : 'identity-by-default' }
}

function generatedOf(nodes: readonly ConstraintNode[], context: ColumnContext): Pick<ColumnDefinition, 'generated'> {
  const node = nodes.find(({ contype }) => contype === 'CONSTR_GENERATED')
  if (!node) return {}
  const words = insideParentheses(context.statement, rangeOf(node, context))
  const kind = node.generated_kind === 'v' ? 'virtual' : 'stored'
  return { generated: { kind, expression: expressionIn(context.statement, words, node.raw_expr) } }
}
