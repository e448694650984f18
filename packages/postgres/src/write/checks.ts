// Checks as queries: each one SELECT that changes nothing, with one row and one column called value.
import type { Check, Question, TableName, WrittenCheck } from '@migration-planner/core'
import { type Conversion, convertedSql, fitOfConversion, outOfStep, usingOf, type WriteContext } from './conversions.ts'
import { literal, qualified, qualifiedSibling, quote } from './names.ts'

/** Where none is expected, counting ends here: it is wrong already, and the table may be large. */
const enough = 1000

export function writeCheckSql(check: Check, context: WriteContext): WrittenCheck {
  return {
    title: check.title,
    sql: questionSql(check.question, typeof check.expected === 'number', context),
    expected: check.expected,
  }
}

function questionSql(question: Question, stopsEarly: boolean, context: WriteContext): string {
  const { table } = question
  const count = (condition: string): string => countRows(`SELECT FROM ${qualified(table)} WHERE ${condition}`, stopsEarly)
  switch (question.kind) {
    case 'row-count':
      return `SELECT count(*) AS value FROM ${qualified(table)}`
    case 'table-size':
      return `SELECT pg_total_relation_size(${regclass(qualified(table))}) AS value`
    case 'nulls':
      return count(`${quote(question.column)} IS NULL`)
    case 'duplicates':
      return countRows(duplicates(question), stopsEarly)
    case 'orphans':
      return countRows(orphans(question), stopsEarly)
    case 'violations':
      return count(`NOT (${question.expression.sql})`)
    case 'conversion-failures':
      return conversionFailures(question, count, context)
    case 'differences':
      return count(outOfStep(conversionOf(question), context))
    case 'sample':
      return sample(question, context)
    case 'constraint-valid':
      return `SELECT count(*) AS value FROM pg_constraint WHERE conrelid = ${regclass(qualified(table))} AND conname = ${literal(question.constraint)} AND convalidated`
    case 'index-valid':
      return `SELECT count(*) AS value FROM pg_index WHERE indexrelid = to_regclass(${literal(qualifiedSibling(table, question.index))}) AND indisvalid`
  }
}

function regclass(name: string): string {
  return `${literal(name)}::regclass`
}

function countRows(rows: string, stopsEarly: boolean): string {
  return `SELECT count(*) AS value FROM (${rows}${stopsEarly ? ` LIMIT ${enough}` : ''}) AS found`
}

/** NULLs are never duplicates of each other. */
function duplicates({ table, columns, where }: Extract<Question, { kind: 'duplicates' }>): string {
  const conditions = [...columns.map((column) => `${quote(column)} IS NOT NULL`), ...(where ? [`(${where.sql})`] : [])]
  return `SELECT FROM ${qualified(table)} WHERE ${conditions.join(' AND ')} GROUP BY ${columns.map(quote).join(', ')} HAVING count(*) > 1`
}

function orphans({ table, columns, references }: Extract<Question, { kind: 'orphans' }>): string {
  const isSet = columns.map((column) => `child.${quote(column)} IS NOT NULL`)
  const isParent = columns.map((column, index) => `parent.${quote(references.columns[index] ?? column)} = child.${quote(column)}`)
  const parent = `SELECT FROM ${qualified(references.table)} AS parent WHERE ${isParent.join(' AND ')}`
  return `SELECT FROM ${qualified(table)} AS child WHERE ${isSet.join(' AND ')} AND NOT EXISTS (${parent})`
}

function conversionOf({
  table,
  column,
  from,
  transform,
}: {
  table: TableName
  column: string
  from: string
  transform: Conversion['transform']
}): Conversion {
  return { table, source: from, target: column, transform }
}

/** Where only trying tells, every row is tried: the query then fails with the server's own words. */
function conversionFailures(
  question: Extract<Question, { kind: 'conversion-failures' }>,
  count: (condition: string) => string,
  context: WriteContext,
): string {
  const { table, column, from, to, using } = question
  const conversion: Conversion = {
    table,
    source: column,
    target: column,
    transform: { kind: 'convert', from, to, ...(using ? { using } : {}) },
  }
  const fit = fitOfConversion(conversion, context)
  if (fit.kind === 'always') return 'SELECT 0 AS value'
  if (fit.kind === 'sql') return count(`NOT (${fit.sql})`)
  const given = usingOf(conversion) === undefined ? ` WHERE ${quote(column)} IS NOT NULL` : ''
  return `SELECT 0 * count(${convertedSql(conversion)}) AS value FROM ${qualified(table)}${given}`
}

/** About as many rows as asked for from pages taken at random, without reading the whole table; all rows of a small one. */
function sample(question: Extract<Question, { kind: 'sample' }>, context: WriteContext): string {
  const { table, rows } = question
  const percent = `SELECT CASE WHEN reltuples > ${rows * 2} THEN ${rows * 200} / reltuples ELSE 100 END FROM pg_class WHERE oid = ${regclass(qualified(table))}`
  return `SELECT count(*) AS value FROM (SELECT * FROM ${qualified(table)} TABLESAMPLE SYSTEM ((${percent})) LIMIT ${rows}) AS sampled WHERE ${outOfStep(conversionOf(question), context)}`
}
