// Operations as statements: what an operation says, in PostgreSQL's words, so that reading it gives the operation again.
import {
  Bug,
  type AddColumn,
  type CreateTable,
  type DropObject,
  type Operation,
  type OperationKind,
  type OperationOf,
  type SetSetting,
} from '@migration-planner/core'
import { columnSql, constraintSql, indexSql, inlineConstraintSql } from './definitions.ts'
import { defaultSql } from './expressions.ts'
import { literal, qualified, quote, typeSql } from './names.ts'

type Writers = { readonly [K in OperationKind]: (operation: OperationOf<K>) => string }

/** The statements of one operation. Operations that keep only a part of their statement cannot be written: they go as their author wrote them. */
export function writeOperation(operation: Operation): readonly string[] {
  // The table pairs each kind with its own operation; the compiler cannot follow that through a lookup.
  const write = writers[operation.kind] as (operation: Operation) => string
  return [write(operation)]
}

const writers: Writers = {
  'create-table': createTable,
  'drop-table': ({ table, ifExists, cascade }) => `DROP TABLE ${guard(ifExists)}${qualified(table)}${cascading(cascade)}`,
  'rename-table': ({ table, to }) => `${alter(table)} RENAME TO ${quote(to)}`,
  'add-column': addColumn,
  'drop-column': ({ table, column, ifExists, cascade }) =>
    `${alter(table)} DROP COLUMN ${guard(ifExists)}${quote(column)}${cascading(cascade)}`,
  'rename-column': ({ table, column, to }) => `${alter(table)} RENAME COLUMN ${quote(column)} TO ${quote(to)}`,
  'change-column-type': ({ table, column, type, using, collation }) =>
    `${alterColumn(table, column)} SET DATA TYPE ${typeSql(type)}${collation === undefined ? '' : ` COLLATE ${quote(collation)}`}${using ? ` USING ${using.sql}` : ''}`,
  'set-not-null': ({ table, column }) => `${alterColumn(table, column)} SET NOT NULL`,
  'drop-not-null': ({ table, column }) => `${alterColumn(table, column)} DROP NOT NULL`,
  'set-default': ({ table, column, default: value }) => `${alterColumn(table, column)} SET DEFAULT ${defaultSql(value.sql)}`,
  'drop-default': ({ table, column }) => `${alterColumn(table, column)} DROP DEFAULT`,
  'add-index': ({ table, index, concurrently, ifNotExists }) =>
    `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${concurrently ? 'CONCURRENTLY ' : ''}${ifNotExists ? 'IF NOT EXISTS ' : ''}${indexSql(index, table)}`,
  'drop-index': ({ index, concurrently, ifExists, cascade }) =>
    `DROP INDEX ${concurrently ? 'CONCURRENTLY ' : ''}${guard(ifExists)}${qualified(index)}${cascading(cascade)}`,
  'rename-index': ({ index, to }) => `ALTER INDEX ${qualified(index)} RENAME TO ${quote(to)}`,
  reindex: ({ what, name, concurrently }) =>
    `REINDEX ${what.toUpperCase()} ${concurrently ? 'CONCURRENTLY ' : ''}${qualified(name)}`,
  'add-primary-key': addConstraint,
  'add-unique': addConstraint,
  'add-foreign-key': addConstraint,
  'add-check': addConstraint,
  'add-not-null-constraint': addConstraint,
  'add-exclusion': addConstraint,
  'validate-constraint': ({ table, constraint }) => `${alter(table)} VALIDATE CONSTRAINT ${quote(constraint)}`,
  'drop-constraint': ({ table, constraint, ifExists, cascade }) =>
    `${alter(table)} DROP CONSTRAINT ${guard(ifExists)}${quote(constraint)}${cascading(cascade)}`,
  'rename-constraint': ({ table, constraint, to }) => `${alter(table)} RENAME CONSTRAINT ${quote(constraint)} TO ${quote(to)}`,
  'create-enum': ({ type, values }) => `CREATE TYPE ${qualified(type)} AS ENUM (${values.map(literal).join(', ')})`,
  'add-enum-value': ({ type, value, ifNotExists, position }) =>
    `ALTER TYPE ${qualified(type)} ADD VALUE ${ifNotExists ? 'IF NOT EXISTS ' : ''}${literal(value)}${position ? ` ${position.side.toUpperCase()} ${literal(position.value)}` : ''}`,
  'rename-enum-value': ({ type, from, to }) => `ALTER TYPE ${qualified(type)} RENAME VALUE ${literal(from)} TO ${literal(to)}`,
  'rename-type': ({ type, to }) => `ALTER TYPE ${qualified(type)} RENAME TO ${quote(to)}`,
  'drop-type': ({ type, ifExists, cascade }) => `DROP TYPE ${guard(ifExists)}${qualified(type)}${cascading(cascade)}`,
  'drop-object': dropObject,
  'update-rows': ({ table, set, where }) =>
    `UPDATE ${qualified(table)} SET ${set.map(({ column, value }) => `${quote(column)} = ${value.sql}`).join(', ')}${where ? ` WHERE ${where.sql}` : ''}`,
  'delete-rows': ({ table, where }) => `DELETE FROM ${qualified(table)}${where ? ` WHERE ${where.sql}` : ''}`,
  truncate: ({ tables, cascade }) => `TRUNCATE ${tables.map(qualified).join(', ')}${cascading(cascade)}`,
  begin: () => 'BEGIN',
  commit: () => 'COMMIT',
  rollback: () => 'ROLLBACK',
  'set-setting': setSetting,
  'create-object': onlyAsWritten,
  annotate: onlyAsWritten,
  'insert-rows': onlyAsWritten,
  'run-block': onlyAsWritten,
  opaque: onlyAsWritten,
}

function onlyAsWritten({ kind }: Operation): string {
  throw new Bug(`${kind} can only be written as its author wrote it`)
}

function alter(table: OperationOf<'rename-table'>['table']): string {
  return `ALTER TABLE ${qualified(table)}`
}

function alterColumn(table: OperationOf<'rename-table'>['table'], column: string): string {
  return `${alter(table)} ALTER COLUMN ${quote(column)}`
}

function guard(ifExists: boolean): string {
  return ifExists ? 'IF EXISTS ' : ''
}

function cascading(cascade: boolean): string {
  return cascade ? ' CASCADE' : ''
}

function addConstraint({
  table,
  constraint,
}: OperationOf<
  'add-primary-key' | 'add-unique' | 'add-foreign-key' | 'add-check' | 'add-not-null-constraint' | 'add-exclusion'
>): string {
  return `${alter(table)} ADD ${constraintSql(constraint)}`
}

function createTable(operation: CreateTable): string {
  if (operation.fromQuery || operation.partitionOf) return onlyAsWritten(operation)
  const elements = [...operation.columns.map(columnSql), ...operation.constraints.map(constraintSql)]
  const partitioned = operation.partitionedBy === undefined ? '' : ` PARTITION BY ${operation.partitionedBy}`
  const body = elements.length === 0 ? '' : `\n    ${elements.join(',\n    ')}\n`
  return `CREATE TABLE ${operation.ifNotExists ? 'IF NOT EXISTS ' : ''}${qualified(operation.table)} (${body})${partitioned}`
}

/** Constraints inside the column where the grammar has a place for them there, else as actions of the same statement. */
function addColumn({ table, column, constraints, ifNotExists }: AddColumn): string {
  const inline = constraints.map((constraint) => ({ constraint, sql: inlineConstraintSql(constraint, column.name) }))
  const definition = [columnSql(column), ...inline.flatMap(({ sql }) => (sql === undefined ? [] : [sql]))].join(' ')
  const others = inline.flatMap(({ constraint, sql }) => (sql === undefined ? [`ADD ${constraintSql(constraint)}`] : []))
  return [`${alter(table)} ADD COLUMN ${ifNotExists ? 'IF NOT EXISTS ' : ''}${definition}`, ...others].join(', ')
}

function dropObject(operation: DropObject): string {
  const { what, name, table, cascade } = operation
  if (what === 'other') return onlyAsWritten(operation)
  const target = table ? `${quote(name.name)} ON ${qualified(table)}` : qualified(name)
  return `DROP ${what.toUpperCase()} ${target}${cascading(cascade)}`
}

function setSetting({ name, value, local }: SetSetting): string {
  if (value === undefined) return `RESET ${quote(name)}`
  return `SET ${local ? 'LOCAL ' : ''}${quote(name)} = ${literal(value)}`
}
