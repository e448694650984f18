// Row changes in batches that commit: one DO block that walks a key, may be interrupted, and may be run again.
import type { Backfill, DeleteInBatches, Expression, SetValues, TableName } from '@migration-planner/core'
import { convertedSql, definitionOf, differs, fitOfConversion, outOfStep, type WriteContext } from './conversions.ts'
import { withoutLastComment } from './expressions.ts'
import { columnList, dollarQuoted, literal, qualified, quote } from './names.ts'

/** How long a batch waits for a row or table that somebody else has locked, before it is tried again. */
const lockTimeout = '2s'
const attempts = 10

/** The rows of one batch change by one statement. */
interface Walk {
  readonly table: TableName
  readonly key: readonly string[]
  readonly batchSize: number
  readonly pauseMs: number
  /** The statement up to and without its WHERE. */
  readonly change: string
  /** Which rows need it; all of them where undefined. */
  readonly where: string | undefined
  /** For notices: `Filled`. */
  readonly done: string
}

export function backfillStatement(intent: Backfill, context: WriteContext): string {
  const { table, key, batchSize, pauseMs, column, also = [] } = intent
  const assignments = [
    { column, value: valueSql(intent) },
    ...also.map((other) => ({ column: other.column, value: `(${withoutLastComment(other.value.sql)})` })),
  ]
  const change = `UPDATE ${qualified(table)} SET ${assignments.map((assignment) => `${quote(assignment.column)} = ${assignment.value}`).join(', ')}`
  return walk({
    table,
    key,
    batchSize,
    pauseMs,
    change,
    where: neededBy(intent, context),
    done: `${table.name}.${column}: filled`,
  })
}

export function deleteStatement({ table, key, where, batchSize, pauseMs }: DeleteInBatches): string {
  return walk({
    table,
    key,
    batchSize,
    pauseMs,
    change: `DELETE FROM ${qualified(table)}`,
    where: where?.sql,
    done: `${table.name}: deleted`,
  })
}

export function setValuesStatement(intent: SetValues, context: WriteContext): string {
  const condition = intent.where === 'all' ? undefined : neededBy({ ...intent, where: intent.where }, context)
  const update = `UPDATE ${qualified(intent.table)} SET ${quote(intent.column)} = ${totalValueSql(intent, context)}`
  return condition === undefined ? update : `${update} WHERE ${condition}`
}

type Filling = Pick<Backfill, 'table' | 'column' | 'value'>

function isExpression(value: Backfill['value']): value is Expression {
  return 'sql' in value
}

function valueSql({ table, column, value }: Filling): string {
  if (isExpression(value)) return `(${withoutLastComment(value.sql)})`
  return convertedSql({ table, source: value.column, target: column, transform: value.transform })
}

/** The way back after a contract: what the old type cannot hold becomes NULL, as the step's undo says, and stops nobody. */
function totalValueSql(filling: Filling, context: WriteContext): string {
  const { table, column, value } = filling
  if (isExpression(value)) return valueSql(filling)
  const fit = fitOfConversion({ table, source: value.column, target: column, transform: value.transform }, context)
  return fit.kind === 'sql' ? `CASE WHEN ${fit.sql} THEN ${valueSql(filling)} END` : valueSql(filling)
}

function neededBy(intent: Filling & Pick<Backfill, 'where' | 'also'>, context: WriteContext): string {
  const { table, column, value, where, also = [] } = intent
  if (where === 'null') return `${quote(column)} IS NULL`
  if (where !== 'differs') return where.sql
  const own = isExpression(value)
    ? expressionDiffers(table, column, value, context)
    : outOfStep({ table, source: value.column, target: column, transform: value.transform }, context)
  return [own, ...also.map((other) => expressionDiffers(table, other.column, other.value, context))].join(' OR ')
}

function expressionDiffers(table: TableName, column: string, value: Expression, context: WriteContext): string {
  const definition = definitionOf(table, column, context)
  return differs(quote(column), `(${withoutLastComment(value.sql)})`, definition?.type, definition?.collation)
}

interface KeyVariables {
  /** `batch_start_1, batch_start_2`, after INTO. */
  readonly list: string
  /** The same as a row to compare with. */
  readonly row: string
  readonly declarations: readonly string[]
}

function variables(name: string, { table, key }: Walk): KeyVariables {
  const names = key.map((_column, index) => `${name}_${index + 1}`)
  return {
    list: names.join(', '),
    row: key.length === 1 ? names.join('') : `(${names.join(', ')})`,
    declarations: key.map((column, index) => `  ${name}_${index + 1} ${qualified(table)}.${quote(column)}%TYPE;`),
  }
}

// A transaction cannot end inside a block that catches errors: the batch is tried in an inner block, the COMMIT stands outside it.
// The walk ends at the key that was the last when it began: rows that come later are the trigger's, or the application's own.
function walk(plan: Walk): string {
  const start = variables('batch_start', plan)
  const end = variables('batch_end', plan)
  const last = variables('last_key', plan)
  const table = qualified(plan.table)
  const columns = plan.key.map(quote).join(', ')
  const descending = plan.key.map((column) => `${quote(column)} DESC`).join(', ')
  const row = plan.key.length === 1 ? columns : columnList(plan.key)
  const condition = plan.where === undefined ? '' : ` AND (${plan.where})`
  const label = literal(plan.done)
  return `DO ${dollarQuoted(`#variable_conflict use_column
DECLARE
${[...start.declarations, ...end.declarations, ...last.declarations].join('\n')}
  changed bigint;
  total bigint := 0;
  attempt integer;
  failure text;
BEGIN
  SELECT ${columns} INTO ${start.list} FROM ${table} ORDER BY ${columns} LIMIT 1;
  SELECT ${columns} INTO ${last.list} FROM ${table} ORDER BY ${descending} LIMIT 1;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  LOOP
    SELECT ${columns} INTO ${end.list} FROM ${table}
      WHERE ${row} >= ${start.row} AND ${row} <= ${last.row} ORDER BY ${columns} OFFSET ${plan.batchSize - 1} LIMIT 1;
    IF NOT FOUND THEN
      ${plan.key.map((_column, index) => `batch_end_${index + 1} := last_key_${index + 1};`).join(' ')}
    END IF;
    attempt := 1;
    LOOP
      BEGIN
        SET LOCAL lock_timeout = '${lockTimeout}';
        ${plan.change}
          WHERE ${row} >= ${start.row} AND ${row} <= ${end.row}${condition};
        GET DIAGNOSTICS changed = ROW_COUNT;
        failure := NULL;
      EXCEPTION WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        failure := SQLERRM;
      END;
      COMMIT;
      EXIT WHEN failure IS NULL;
      IF attempt >= ${attempts} THEN
        RAISE EXCEPTION 'gave up after ${attempts} attempts at one batch: %', failure USING HINT = 'Every batch before it is committed: run this again.';
      END IF;
      PERFORM pg_sleep(least(0.1 * 2 ^ attempt, 5));
      attempt := attempt + 1;
    END LOOP;
    total := total + changed;
    RAISE NOTICE '% % rows', ${label}, total;
    SELECT ${columns} INTO ${start.list} FROM ${table}
      WHERE ${row} > ${end.row} AND ${row} <= ${last.row} ORDER BY ${columns} LIMIT 1;
    EXIT WHEN NOT FOUND;
    PERFORM pg_sleep(${plan.pauseMs / 1000});
  END LOOP;
END`)}`
}
