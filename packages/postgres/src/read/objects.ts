// Objects kept by name: views, functions, triggers, sequences and the like, and enum types, whose values are known.
import type {
  AlterEnumStmt,
  CreateEnumStmt,
  CreatePolicyStmt,
  CreateTrigStmt,
  DefineStmt,
  Node,
  ObjectType,
  RangeVar,
  RuleStmt,
} from '@pgsql/types'
import type { CreateObject, ObjectKind, Operation, TableName } from '@migration-planner/core'
import { opaque } from './pieces.ts'
import { readsOf } from './query-reads.ts'
import type { StatementText } from './statement-text.ts'
import { nameOf, stringsOf, tableNameOf } from './tree.ts'

interface CreateOptions {
  readonly table?: TableName
  readonly reads?: CreateObject['reads']
  readonly replace?: boolean | undefined
}

function created(what: ObjectKind, name: TableName, options: CreateOptions = {}): CreateObject {
  const { table, reads = [], replace = false } = options
  return { kind: 'create-object', what, name, ...(table ? { table } : {}), reads, replace }
}

function createdOn(
  what: 'trigger' | 'policy' | 'rule',
  name: string | undefined,
  relation: RangeVar | undefined,
  options: CreateOptions = {},
): CreateObject {
  return created(what, nameOf([name ?? '']), { ...options, table: tableNameOf(relation) })
}

/** CREATE of what hangs on tables or reads them. */
export function createOnTables(node: Node): Operation | undefined {
  if ('ViewStmt' in node)
    return created('view', tableNameOf(node.ViewStmt.view), {
      reads: readsOf(node.ViewStmt.query),
      replace: node.ViewStmt.replace,
    })
  if ('CreateTrigStmt' in node) return trigger(node.CreateTrigStmt)
  if ('CreatePolicyStmt' in node) return policy(node.CreatePolicyStmt)
  if ('RuleStmt' in node) return rule(node.RuleStmt)
  if ('CreateStatsStmt' in node)
    return created('statistics', nameOf(stringsOf(node.CreateStatsStmt.defnames)), {
      reads: readsOf(node.CreateStatsStmt.relations),
    })
  return 'CreatePublicationStmt' in node ? created('publication', nameOf([node.CreatePublicationStmt.pubname ?? ''])) : undefined
}

function trigger(node: CreateTrigStmt): CreateObject {
  return createdOn('trigger', node.trigname, node.relation, { replace: node.replace })
}

function policy(node: CreatePolicyStmt): CreateObject {
  return createdOn('policy', node.policy_name, node.table, { reads: readsOf([node.qual, node.with_check]) })
}

function rule(node: RuleStmt): CreateObject {
  return createdOn('rule', node.rulename, node.relation, { reads: readsOf(node.actions), replace: node.replace })
}

/** CREATE of what stands alone. */
export function createAlone(node: Node, statement: StatementText): Operation | undefined {
  if ('CreateSeqStmt' in node) return created('sequence', tableNameOf(node.CreateSeqStmt.sequence))
  if ('CreateExtensionStmt' in node) return created('extension', nameOf([node.CreateExtensionStmt.extname ?? '']))
  if ('CreateDomainStmt' in node) return created('domain', nameOf(stringsOf(node.CreateDomainStmt.domainname)))
  if ('CompositeTypeStmt' in node) return created('type', tableNameOf(node.CompositeTypeStmt.typevar))
  if ('CreateRangeStmt' in node) return created('type', nameOf(stringsOf(node.CreateRangeStmt.typeName)))
  if ('DefineStmt' in node) return define(node.DefineStmt, statement)
  if (!('CreateSchemaStmt' in node)) return undefined
  const { schemaname, schemaElts } = node.CreateSchemaStmt
  return schemaElts
    ? opaque(statement, { reason: 'CREATE SCHEMA with tables inside it is not modelled' })
    : created('schema', nameOf([schemaname ?? '']))
}

const defined: Readonly<Partial<Record<ObjectType, ObjectKind>>> = {
  OBJECT_AGGREGATE: 'aggregate',
  OBJECT_OPERATOR: 'operator',
  OBJECT_TYPE: 'type',
  OBJECT_COLLATION: 'other',
}

function define(node: DefineStmt, statement: StatementText): Operation {
  const what = defined[node.kind ?? 'OBJECT_TYPE']
  return what === undefined ? opaque(statement) : created(what, nameOf(stringsOf(node.defnames)), { replace: node.replace })
}

/** The body is code that runs later; what it reads is known as far as its statements are fixed. */
export function createRoutine(
  name: TableName,
  isProcedure: boolean,
  reads: CreateObject['reads'],
  replace: boolean,
): CreateObject {
  return created(isProcedure ? 'procedure' : 'function', name, { reads, replace })
}

export function createMaterializedView(name: TableName, query: Node | undefined): CreateObject {
  return created('materialized view', name, { reads: readsOf(query) })
}

export function createEnum(node: CreateEnumStmt): Operation {
  return { kind: 'create-enum', type: nameOf(stringsOf(node.typeName)), values: stringsOf(node.vals) }
}

export function alterEnum(node: AlterEnumStmt): Operation {
  const type = nameOf(stringsOf(node.typeName))
  const value = node.newVal ?? ''
  if (node.oldVal !== undefined) return { kind: 'rename-enum-value', type, from: node.oldVal, to: value }
  const side = node.newValIsAfter ? 'after' : 'before'
  const position = node.newValNeighbor === undefined ? {} : { position: { side, value: node.newValNeighbor } as const }
  return { kind: 'add-enum-value', type, value, ifNotExists: node.skipIfNewValExists ?? false, ...position }
}
