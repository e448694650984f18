// The trigger that keeps two columns equal in both directions while two generations of the application write.
//
// Holes that no trigger on one table can close:
// - Who inserts NULL on purpose into a column with a default gets the default: left out and NULL look alike.
// - Where both columns have a default and the new one's is volatile, what the old application inserts is taken for the new one's word.
// - Setting the new column to NULL in a row that is not filled yet is no change, and the row is filled later: finish the backfill first.
// - A row trigger of the application that sorts behind this one by name and writes one of the columns is not seen here.
// - COPY fires it; logical replication's apply worker does not, unless the trigger is enabled ALWAYS.
import { emptySchema, type SyncColumns } from '@migration-planner/core'
import { type Conversion, definitionOf, differs, fitOfConversion, usingOf, type WriteContext } from './conversions.ts'
import { ofNewRow } from './expressions.ts'
import { fitOf } from './fits.ts'
import { dollarQuoted, qualified, qualifiedSibling, quote } from './names.ts'

/** The function and its trigger. */
export function syncStatements(intent: SyncColumns, context: WriteContext): readonly string[] {
  const { table, name } = intent
  return [
    `CREATE FUNCTION ${qualifiedSibling(table, name)}() RETURNS trigger LANGUAGE plpgsql AS ${dollarQuoted(bodyOf(intent, context))}`,
    triggerSql(table, name),
  ]
}

/** A row trigger that runs before every write, whichever columns it names. */
export function triggerSql(table: SyncColumns['table'], name: string): string {
  return `CREATE TRIGGER ${quote(name)} BEFORE INSERT OR UPDATE ON ${qualified(table)} FOR EACH ROW EXECUTE FUNCTION ${qualifiedSibling(table, name)}()`
}

/** One direction inside the trigger. */
interface Direction {
  /** Lines that make the value ready. */
  readonly prepare: readonly string[]
  readonly declare: readonly string[]
  readonly value: string
}

function bodyOf(intent: SyncColumns, context: WriteContext): string {
  const { table, old, new: newer, forward, backward } = intent
  const there = direction({ table, source: old, target: newer, transform: forward }, 'from_old', context)
  const back = direction({ table, source: newer, target: old, transform: backward }, 'from_new', context)
  const oldNow = `NEW.${quote(old)}`
  const newNow = `NEW.${quote(newer)}`
  const newDiffers = differing(intent, newer, context)
  const oldDiffers = differing(intent, old, context)
  const takeOld = `${newNow} := ${there.value};`
  const takeNew = [...back.prepare, `${oldNow} := ${back.value};`]
  const isFilledLater =
    forward.kind === 'copy'
      ? [takeOld]
      : [...back.prepare, `IF ${oldDiffers(oldNow, back.value)} THEN`, ...indent([takeOld]), 'END IF;']
  return [
    ...declarations([...there.declare, ...back.declare]),
    'BEGIN',
    ...indent([
      ...there.prepare,
      `IF TG_OP = 'INSERT' THEN`,
      ...indent([
        `IF ${newNow} IS NULL THEN`,
        ...indent([takeOld]),
        `ELSIF ${newDiffers(newNow, there.value)} THEN`,
        ...indent(whenBothAreGiven(intent, context, takeOld, takeNew)),
        'END IF;',
      ]),
      `ELSIF ${newDiffers(newNow, `OLD.${quote(newer)}`)} THEN`,
      ...indent([`IF ${newDiffers(newNow, there.value)} THEN`, ...indent(takeNew), 'END IF;']),
      `ELSIF ${oldDiffers(oldNow, `OLD.${quote(old)}`)} THEN`,
      ...indent([takeOld]),
      `ELSIF ${newDiffers(newNow, there.value)} THEN`,
      ...indent(['-- A row from before the trigger, or one whose old column cannot hold the new value.', ...isFilledLater]),
      'END IF;',
      'RETURN NEW;',
    ]),
    'END',
  ].join('\n')
}

function differing({ table }: SyncColumns, column: string, context: WriteContext): (one: string, other: string) => string {
  const definition = definitionOf(table, column, context)
  return (one, other) => differs(one, other, definition?.type, definition?.collation)
}

function declarations(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['DECLARE', ...indent(lines)]
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`)
}

/** Of two values that differ, the one that no default can have put there is somebody's word. */
function whenBothAreGiven(
  intent: SyncColumns,
  context: WriteContext,
  takeOld: string,
  takeNew: readonly string[],
): readonly string[] {
  const oldDefault = hasDefault(intent.table, intent.old, context)
  const definition = definitionOf(intent.table, intent.new, context)
  if (!hasDefault(intent.table, intent.new, context)) return takeNew
  if (!oldDefault)
    return [`IF NEW.${quote(intent.old)} IS NULL THEN`, ...indent(takeNew), 'ELSE', ...indent([takeOld]), 'END IF;']
  if (!definition?.default || definition.default.volatility === 'volatile') return takeNew
  const isDefault = `NOT (${differing(intent, intent.new, context)(`NEW.${quote(intent.new)}`, `(${definition.default.sql})`)})`
  return [`IF ${isDefault} THEN`, ...indent([takeOld]), 'ELSE', ...indent(takeNew), 'END IF;']
}

function hasDefault(table: SyncColumns['table'], column: string, context: WriteContext): boolean {
  const definition = definitionOf(table, column, context)
  return definition?.default !== undefined || definition?.autoIncrement !== undefined
}

/** The variable has the column's own type: assigning to it converts, and no type has to be named. */
function direction(conversion: Conversion, variable: string, context: WriteContext): Direction {
  const { table, source, target, transform } = conversion
  const given = `NEW.${quote(source)}`
  if (transform.kind === 'copy' || transform.from.sql === transform.to.sql) return { prepare: [], declare: [], value: given }
  const declare = [`${variable} ${qualified(table)}.${quote(target)}%TYPE;`]
  const using = usingOf(conversion)
  // A type of the user's own is not asked by name: who writes may have another search path.
  const fit =
    using === undefined
      ? fitOf(given, transform.from, transform.to, { before: emptySchema, version: context.version })
      : fitOfConversion(conversion, context)
  if (fit.kind === 'always') return { prepare: [`${variable} := ${given};`], declare, value: variable }
  if (fit.kind === 'sql') return { prepare: [`${variable} := CASE WHEN ${fit.sql} THEN ${given} END;`], declare, value: variable }
  const value = using === undefined ? given : ofNewRow(using, table.name)
  const prepare = ['BEGIN', `  ${variable} := ${value};`, 'EXCEPTION WHEN others THEN', `  ${variable} := NULL;`, 'END;']
  return { prepare, declare, value: variable }
}
