// ALTER TABLE: every action a piece of its own.
import type { AlterTableCmd, AlterTableStmt, ColumnDef, Constraint as ConstraintNode } from '@pgsql/types'
import {
  Bug,
  type AddColumn,
  type Annotate,
  type ChangeColumnType,
  type Constraint,
  type Operation,
  type TableName,
} from '@migration-planner/core'
import { alteredObjects, annotatedBy, opaqueAction } from './alter-actions.ts'
import { collationOf, columnOf } from './columns.ts'
import { constraintOf, saysMore } from './constraints.ts'
import { expressionIn } from './expressions.ts'
import { opaque, type Piece, pieceOf, type Read } from './pieces.ts'
import { afterName, isAt, need, type Range, splitAtCommas, type StatementText, tokenAtLocation } from './statement-text.ts'
import { tableNameOf } from './tree.ts'
import { changedTypeOf } from './types.ts'

interface ActionPlace {
  readonly statement: StatementText
  readonly table: TableName
  readonly range: Range
  readonly taken: Set<string>
}

/** The actions of ALTER TABLE; of the other objects that share its grammar only what changes no meaning is modelled. */
export function alterTable(node: AlterTableStmt, statement: StatementText): Read {
  const commands = (node.cmds ?? []).flatMap((command) => ('AlterTableCmd' in command ? [command.AlterTableCmd] : []))
  const isTable = node.objtype === 'OBJECT_TABLE'
  const what = alteredObjects[node.objtype ?? 'OBJECT_TABLE']
  if (what === undefined) return opaque(statement)
  const actions = actionsOf(node, statement, commands.length)
  const place = { statement, table: tableNameOf(node.relation), taken: new Set<string>() }
  return commands.map((command, index): Piece => {
    const range = actions.ranges[index] ?? actions.before
    const operation =
      (isTable ? actionOf(command, { ...place, range }) : annotation(command, place.table)) ??
      opaqueAction(what, command, statement)
    return pieceOf(statement, actions.before, range, { from: 0, to: 0 }, operation)
  })
}

interface Actions {
  /** `ALTER TABLE "users"`. */
  readonly before: Range
  readonly ranges: readonly Range[]
}

function actionsOf(node: AlterTableStmt, statement: StatementText, count: number): Actions {
  const name = afterName(statement, tokenAtLocation(statement, node.relation?.location))
  const closed = isAt(statement, name, ')') ? name + 1 : name
  const from = isAt(statement, closed, '*') ? closed + 1 : closed
  const ranges = splitAtCommas(statement, { from, to: statement.tokens.length })
  if (ranges.length !== count) throw new Bug('actions that cannot be told apart')
  return { before: { from: 0, to: from }, ranges }
}

function actionOf(command: AlterTableCmd, place: ActionPlace): Operation | undefined {
  if (addsMore(command)) return undefined
  return columnAction(command, place) ?? constraintAction(command, place) ?? annotation(command, place.table)
}

/** What is added is written again by recipes: all of it must be in the operation. */
function addsMore(command: AlterTableCmd): boolean {
  const { def } = command
  if (!def) return false
  if ('Constraint' in def) return saysMore(def.Constraint)
  if (!('ColumnDef' in def)) return false
  const { compression, storage_name, fdwoptions, constraints = [] } = def.ColumnDef
  return (
    Boolean(compression ?? storage_name ?? fdwoptions) ||
    constraints.some((node) => 'Constraint' in node && saysMore(node.Constraint))
  )
}

function columnAction(command: AlterTableCmd, place: ActionPlace): Operation | undefined {
  const { table } = place
  const column = command.name ?? ''
  const cascade = command.behavior === 'DROP_CASCADE'
  switch (command.subtype) {
    case 'AT_AddColumn':
      return addColumn(definitionOf(command), command, place)
    case 'AT_DropColumn':
      return { kind: 'drop-column', table, column, ifExists: command.missing_ok ?? false, cascade }
    case 'AT_AlterColumnType':
      return changeType(definitionOf(command), column, place)
    case 'AT_SetNotNull':
      return { kind: 'set-not-null', table, column }
    case 'AT_DropNotNull':
      return { kind: 'drop-not-null', table, column }
    case 'AT_ColumnDefault':
      return columnDefault(command, place)
    default:
      return undefined
  }
}

function definitionOf(command: AlterTableCmd): ColumnDef {
  if (!command.def || !('ColumnDef' in command.def)) throw new Bug('an action without its column')
  return command.def.ColumnDef
}

function addColumn(definition: ColumnDef, command: AlterTableCmd, { statement, table, range, taken }: ActionPlace): AddColumn {
  const written = columnOf(definition, { statement, table, range, taken, isNewTable: false })
  return { kind: 'add-column', table, ...written, ifNotExists: command.missing_ok ?? false }
}

function changeType(definition: ColumnDef, column: string, { statement, table, range }: ActionPlace): ChangeColumnType {
  if (!definition.typeName) throw new Bug('a new type that is none')
  const using = definition.raw_default && { from: need(statement, range, 'using') + 1, to: range.to }
  return {
    kind: 'change-column-type',
    table,
    column,
    type: changedTypeOf(definition.typeName),
    ...(using ? { using: expressionIn(statement, using, definition.raw_default) } : {}),
    ...collationOf(definition.collClause),
  }
}

function columnDefault(command: AlterTableCmd, { statement, table, range }: ActionPlace): Operation {
  const column = command.name ?? ''
  if (!command.def) return { kind: 'drop-default', table, column }
  const from = need(statement, range, 'default') + 1
  return { kind: 'set-default', table, column, default: expressionIn(statement, { from, to: range.to }, command.def) }
}

function constraintAction(command: AlterTableCmd, place: ActionPlace): Operation | undefined {
  const { table } = place
  const constraint = command.name ?? ''
  switch (command.subtype) {
    case 'AT_AddConstraint':
      return command.def && 'Constraint' in command.def ? addConstraint(command.def.Constraint, place) : undefined
    case 'AT_ValidateConstraint':
      return { kind: 'validate-constraint', table, constraint }
    case 'AT_DropConstraint':
      return {
        kind: 'drop-constraint',
        table,
        constraint,
        ifExists: command.missing_ok ?? false,
        cascade: command.behavior === 'DROP_CASCADE',
      }
    default:
      return undefined
  }
}

function addConstraint(node: ConstraintNode, place: ActionPlace): Operation | undefined {
  const constraint = constraintOf(node, { ...place, isNewTable: false })
  return constraint && added(place.table, constraint)
}

function added(table: TableName, constraint: Constraint): Operation {
  switch (constraint.kind) {
    case 'primary-key':
      return { kind: 'add-primary-key', table, constraint }
    case 'unique':
      return { kind: 'add-unique', table, constraint }
    case 'foreign-key':
      return { kind: 'add-foreign-key', table, constraint }
    case 'check':
      return { kind: 'add-check', table, constraint }
    case 'not-null':
      return { kind: 'add-not-null-constraint', table, constraint }
    case 'exclusion':
      return { kind: 'add-exclusion', table, constraint }
  }
}

function annotation(command: AlterTableCmd, table: TableName): Annotate | undefined {
  const what = annotatedBy(command.subtype)
  return what === undefined ? undefined : { kind: 'annotate', what, table }
}
