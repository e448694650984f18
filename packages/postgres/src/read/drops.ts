// DROP: one piece for each object.
import type { DropStmt, ObjectType } from '@pgsql/types'
import { Bug, type ObjectKind, type Operation } from '@migration-planner/core'
import { opaque, type Piece, pieceOf, type Read } from './pieces.ts'
import { isAt, type Range, splitAtCommas, type StatementText } from './statement-text.ts'
import { nameOf, namePartsOf } from './tree.ts'

interface Dropped {
  /** How many words name the kind: two in MATERIALIZED VIEW. */
  readonly words: 1 | 2
  readonly what: ObjectKind | 'table' | 'index' | 'type'
}

const kinds: Readonly<Partial<Record<ObjectType, Dropped>>> = {
  OBJECT_TABLE: { words: 1, what: 'table' },
  OBJECT_INDEX: { words: 1, what: 'index' },
  OBJECT_TYPE: { words: 1, what: 'type' },
  OBJECT_VIEW: { words: 1, what: 'view' },
  OBJECT_MATVIEW: { words: 2, what: 'materialized view' },
  OBJECT_SEQUENCE: { words: 1, what: 'sequence' },
  OBJECT_FUNCTION: { words: 1, what: 'function' },
  OBJECT_ROUTINE: { words: 1, what: 'function' },
  OBJECT_PROCEDURE: { words: 1, what: 'procedure' },
  OBJECT_AGGREGATE: { words: 1, what: 'aggregate' },
  OBJECT_OPERATOR: { words: 1, what: 'operator' },
  OBJECT_DOMAIN: { words: 1, what: 'domain' },
  OBJECT_SCHEMA: { words: 1, what: 'schema' },
  OBJECT_EXTENSION: { words: 1, what: 'extension' },
  OBJECT_TRIGGER: { words: 1, what: 'trigger' },
  OBJECT_POLICY: { words: 1, what: 'policy' },
  OBJECT_RULE: { words: 1, what: 'rule' },
  OBJECT_STATISTIC_EXT: { words: 1, what: 'statistics' },
  OBJECT_PUBLICATION: { words: 1, what: 'publication' },
  OBJECT_COLLATION: { words: 1, what: 'other' },
  OBJECT_EVENT_TRIGGER: { words: 2, what: 'other' },
  OBJECT_FOREIGN_TABLE: { words: 2, what: 'other' },
}

export function drop(node: DropStmt, statement: StatementText): Read {
  const dropped = kinds[node.removeType ?? 'OBJECT_TABLE']
  if (!dropped) return opaque(statement)
  const from = 1 + dropped.words + (node.concurrent ? 1 : 0) + (node.missing_ok ? 2 : 0)
  const before: Range = { from: 0, to: from }
  const end = statement.tokens.length
  const to = isAt(statement, end - 1, 'cascade') || isAt(statement, end - 1, 'restrict') ? end - 1 : end
  const objects = node.objects ?? []
  const ranges = splitAtCommas(statement, { from, to })
  if (ranges.length !== objects.length) throw new Bug('objects that cannot be told apart')
  return objects.map((object, index): Piece => {
    const operation = dropOf(dropped.what, namePartsOf(object), node)
    return pieceOf(statement, before, ranges[index] ?? before, { from: to, to: end }, operation)
  })
}

function dropOf(what: Dropped['what'], parts: readonly string[], node: DropStmt): Operation {
  const cascade = node.behavior === 'DROP_CASCADE'
  const ifExists = node.missing_ok ?? false
  const name = nameOf(parts)
  switch (what) {
    case 'table':
      return { kind: 'drop-table', table: name, ifExists, cascade }
    case 'index':
      return { kind: 'drop-index', index: name, concurrently: node.concurrent ?? false, ifExists, cascade }
    case 'type':
      return { kind: 'drop-type', type: name, ifExists, cascade }
    case 'trigger':
    case 'policy':
    case 'rule':
      return { kind: 'drop-object', what, name: nameOf(parts.slice(-1)), table: nameOf(parts.slice(0, -1)), cascade }
    default:
      return { kind: 'drop-object', what, name, cascade }
  }
}
