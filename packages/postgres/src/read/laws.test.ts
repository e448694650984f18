// Laws that hold for every statement: a part stands alone, an expression can be read again, and nothing is silent.
import { readFileSync } from 'node:fs'
import type { Operation } from '@migration-planner/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadParser } from '../load.ts'
import { readPostgres } from './read.ts'
import { readExpression } from './standalone-expressions.ts'

beforeAll(loadParser)

const file = new URL('fixtures/statements.sql', import.meta.url)
const read = (text: string) => readPostgres({ path: 'statements.sql', text })
const statements = () => read(readFileSync(file, 'utf8')).statements
const parts = () => statements().flatMap((statement) => statement.parts)

/** Every expression anywhere in an operation. */
function expressionsIn(value: unknown): readonly { readonly sql: string }[] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap(expressionsIn)
  return 'volatility' in value && 'sql' in value && typeof value.sql === 'string'
    ? [{ ...value, sql: value.sql }, ...inside]
    : inside
}

/** Words around a part are no longer there when it stands alone. */
const withoutMentions = (operation: Operation | undefined) => ({ ...operation, mentions: [] })

describe('every statement', () => {
  it('is read', () => {
    expect(read(readFileSync(file, 'utf8'))).toMatchObject({ problems: [], gaps: [] })
    expect(statements().length).toBeGreaterThan(200)
  })

  it('has at least one part, and none that we failed to understand', () => {
    expect(statements().filter(({ parts: own }) => own.length === 0)).toEqual([])
    const reasons = parts().flatMap(({ operation }) => (operation.kind === 'opaque' ? [operation.reason] : []))
    expect(reasons.filter((reason) => reason.includes('This is a bug'))).toEqual([])
  })

  it('falls into parts that mean alone what they mean together', () => {
    for (const part of parts()) {
      const again = read(part.sql)
      expect(again.problems).toEqual([])
      expect(again.statements.map((statement) => statement.parts.map(({ operation }) => withoutMentions(operation)))).toEqual([
        [withoutMentions(part.operation)],
      ])
    }
  })

  it('holds expressions that mean alone what they mean inside', () => {
    const expressions = parts().flatMap(({ operation }) => expressionsIn(operation))
    expect(expressions.length).toBeGreaterThan(50)
    for (const expression of expressions) expect(readExpression(expression.sql)).toEqual(expression)
  })

  it('shows every kind of operation', () => {
    const kinds = new Set(parts().map(({ operation }) => operation.kind))
    expect([...kinds].toSorted()).toMatchInlineSnapshot(`
      [
        "add-check",
        "add-column",
        "add-enum-value",
        "add-exclusion",
        "add-foreign-key",
        "add-index",
        "add-not-null-constraint",
        "add-primary-key",
        "add-unique",
        "annotate",
        "begin",
        "change-column-type",
        "commit",
        "create-enum",
        "create-object",
        "create-table",
        "delete-rows",
        "drop-column",
        "drop-constraint",
        "drop-default",
        "drop-index",
        "drop-not-null",
        "drop-object",
        "drop-table",
        "drop-type",
        "insert-rows",
        "opaque",
        "reindex",
        "rename-column",
        "rename-constraint",
        "rename-enum-value",
        "rename-index",
        "rename-table",
        "rename-type",
        "rollback",
        "run-block",
        "set-default",
        "set-not-null",
        "set-setting",
        "truncate",
        "update-rows",
        "validate-constraint",
      ]
    `)
  })
})
