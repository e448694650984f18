// Moves a column's counter to another column: default or identity, ownership and position.
import type { AutoIncrement, MoveCounter, StartCounter } from '@migration-planner/core'
import { definitionOf, type WriteContext } from './conversions.ts'
import { dollarQuoted, literal, qualified, quote, typeSql } from './names.ts'

/** For our own lint, and for whoever reads the file. */
const allowed = "-- migration-planner: allow dynamic-sql-in-block (the sequence's name is known to the catalog alone)"

// The counter's name is in the catalog alone: a table that was renamed keeps its sequence's first name. Hence a block that looks it up.
export function moveCounterStatement(intent: MoveCounter, context: WriteContext): string {
  const kind = definitionOf(intent.table, intent.from, context)?.autoIncrement ?? 'serial'
  return `${allowed}\nDO ${dollarQuoted(kind === 'serial' ? moveSequence(intent) : moveIdentity(intent, kind))}`
}

function lookUp({ table, from }: MoveCounter): string {
  return `  counter text := pg_get_serial_sequence(${literal(qualified(table))}, ${literal(from)});`
}

function refuseWithout({ table, from }: MoveCounter): string {
  return `  IF counter IS NULL THEN
    RAISE EXCEPTION '% owns no sequence', ${literal(`${table.name}.${from}`)};
  END IF;`
}

/** The sequence goes on where it is, and counts as far as the new type reaches. */
function moveSequence(intent: MoveCounter): string {
  const { table, from, to, toType } = intent
  const owner = `${qualified(table)}.${quote(to)}`
  return `DECLARE
${lookUp(intent)}
BEGIN
${refuseWithout(intent)}
  EXECUTE format('ALTER SEQUENCE %s AS ${typeSql(toType)} OWNED BY %s', counter, ${literal(owner)});
  EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT nextval(%L::regclass)', ${literal(qualified(table))}, ${literal(to)}, counter);
  ALTER TABLE ${qualified(table)} ALTER COLUMN ${quote(from)} DROP DEFAULT;
END`
}

/** An identity's sequence goes with it: the new one takes its name, its settings and its position. Others wait meanwhile, so none is lost. */
function moveIdentity(intent: MoveCounter, kind: AutoIncrement): string {
  const { table, from, to } = intent
  const always = kind === 'identity-always' ? 'ALWAYS' : 'BY DEFAULT'
  return `DECLARE
${lookUp(intent)}
  setting pg_sequence;
  position_now bigint;
  used boolean;
BEGIN
${refuseWithout(intent)}
  LOCK TABLE ${qualified(table)} IN ACCESS EXCLUSIVE MODE;
  SELECT * INTO setting FROM pg_sequence WHERE seqrelid = counter::regclass;
  EXECUTE format('SELECT last_value, is_called FROM %s', counter) INTO position_now, used;
  ALTER TABLE ${qualified(table)} ALTER COLUMN ${quote(from)} DROP IDENTITY;
  EXECUTE format('ALTER TABLE %s ALTER COLUMN %I ADD GENERATED ${always} AS IDENTITY (SEQUENCE NAME %s START WITH %s INCREMENT BY %s CACHE %s %s)',
    ${literal(qualified(table))}, ${literal(to)}, counter, setting.seqstart, setting.seqincrement, setting.seqcache, CASE WHEN setting.seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END);
  PERFORM setval(counter::regclass, position_now, used);
END`
}

/** What `serial` does for a new column, without the rewrite: the sequence, its owner and the default. */
export function startCounterStatements({ table, column, type, sequence }: StartCounter): readonly string[] {
  return [
    `CREATE SEQUENCE ${qualified(sequence)} AS ${typeSql(type)} OWNED BY ${qualified(table)}.${quote(column)}`,
    `ALTER TABLE ${qualified(table)} ALTER COLUMN ${quote(column)} SET DEFAULT nextval(${literal(qualified(sequence))}::regclass)`,
  ]
}
