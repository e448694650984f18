// renameCandidates(): the drops and adds of a migration that may be one rename written as two changes.
import { keyOf, type TableName } from '../operations/names.ts'
import { columnIn } from '../schema/schema.ts'
import { type Change, isChange, isOnFreshTable } from './change.ts'
import { nameSimilarity, unitsDiffer, wordsOf } from './name-words.ts'

export type Confidence = 'high' | 'medium' | 'low'

/** A dropped and an added column of one table that may be the same column under two names. */
export interface RenameCandidate {
  readonly table: TableName
  readonly drop: Change<'drop-column'>
  readonly add: Change<'add-column'>
  readonly confidence: Confidence
  /** What speaks for it, and against it where the confidence is low. */
  readonly because: string
}

interface Evidence {
  readonly type: 'same' | 'different' | 'unknown'
  readonly similarity: number
  readonly named: boolean
  readonly unitsDiffer: boolean
  /** No other dropped and no other added column of the table has this type. */
  readonly alone: boolean
  readonly distance: number
}

interface Pair {
  readonly drop: Change<'drop-column'>
  readonly add: Change<'add-column'>
  readonly evidence: Evidence
}

/** The likeliest pairs, each column in at most one; empty where the migration copies the values over itself. */
export function renameCandidates(changes: readonly Change[]): readonly RenameCandidate[] {
  const drops = changes.filter((change) => isChange(change, 'drop-column')).filter(holdsOldData)
  const adds = changes.filter((change) => isChange(change, 'add-column')).filter(couldHoldOldData)
  const pairs = drops.flatMap((drop) => {
    const table = keyOf(drop.operation.table)
    const rivals = adds.filter((add) => keyOf(add.operation.table) === table && add.migration === drop.migration)
    const fellows = drops.filter((other) => keyOf(other.operation.table) === table)
    return rivals
      .filter((add) => add.operation.column.name !== drop.operation.column && !isCopied(changes, drop, add))
      .map((add): Pair => ({ drop, add, evidence: weigh(drop, add, fellows, rivals) }))
  })
  return likeliest(pairs.filter(isPlausible)).map(({ drop, add, evidence }) => ({
    table: drop.operation.table,
    drop,
    add,
    confidence: confidenceOf(evidence),
    because: reasons(evidence, drop, add).join(', '),
  }))
}

function holdsOldData(change: Change<'drop-column'>): boolean {
  return !isOnFreshTable(change)
}

/** A column that fills itself takes nobody's place. */
function couldHoldOldData(change: Change<'add-column'>): boolean {
  const { autoIncrement, generated } = change.operation.column
  return !isOnFreshTable(change) && autoIncrement === undefined && generated === undefined
}

function isCopied(changes: readonly Change[], drop: Change<'drop-column'>, add: Change<'add-column'>): boolean {
  return changes.some(
    (change) =>
      isChange(change, 'update-rows') &&
      keyOf(change.operation.table) === keyOf(drop.operation.table) &&
      change.operation.set.some(
        ({ column, value }) => column === add.operation.column.name && value.columns.includes(drop.operation.column),
      ),
  )
}

function weigh(
  drop: Change<'drop-column'>,
  add: Change<'add-column'>,
  drops: readonly Change<'drop-column'>[],
  adds: readonly Change<'add-column'>[],
): Evidence {
  const [old, next] = [drop.operation.column, add.operation.column.name]
  const oldType = typeOfDropped(drop)
  const newType = add.operation.column.type.sql
  const sameOld = drops.filter((other) => typeOfDropped(other) === oldType).length
  const sameNew = adds.filter((other) => other.operation.column.type.sql === newType).length
  return {
    type: oldType === undefined ? 'unknown' : oldType === newType ? 'same' : 'different',
    similarity: nameSimilarity(old, next),
    named: isNamedInMigration(drop.migration, old, next),
    unitsDiffer: unitsDiffer(old, next),
    alone: sameOld === 1 && sameNew === 1,
    distance: Math.abs(drops.indexOf(drop) - adds.indexOf(add)),
  }
}

function typeOfDropped(drop: Change<'drop-column'>): string | undefined {
  return columnIn(drop.before, drop.operation.table, drop.operation.column)?.type.sql
}

/** `20240307_rename_org_id_to_organization_id`: the author said so. */
function isNamedInMigration(migration: string, old: string, next: string): boolean {
  const words = wordsOf(migration)
  const holds = (part: readonly string[]): boolean => part.length > 0 && ` ${words.join(' ')} `.includes(` ${part.join(' ')} `)
  const [from, to] = [wordsOf(old), wordsOf(next)]
  const says = words.some((word) => word.startsWith('renam'))
  return (says && (holds(from) || holds(to))) || holds([...from, 'to', ...to])
}

/** Columns of different types that do not even sound alike are two columns. */
function isPlausible({ evidence }: Pair): boolean {
  return evidence.named || evidence.similarity > (evidence.type === 'different' ? 0.5 : 0) || evidence.type === 'same'
}

function likeliest(pairs: readonly Pair[]): readonly Pair[] {
  const taken = new Set<Change>()
  const chosen: Pair[] = []
  for (const pair of pairs.toSorted((one, other) => scoreOf(other.evidence) - scoreOf(one.evidence))) {
    if (taken.has(pair.drop) || taken.has(pair.add)) continue
    taken.add(pair.drop).add(pair.add)
    chosen.push(pair)
  }
  return pairs.filter((pair) => chosen.includes(pair))
}

function scoreOf({ type, similarity, named, unitsDiffer: differ, distance }: Evidence): number {
  return (type === 'same' ? 4 : 0) + (named ? 3 : 0) + 3 * similarity - (differ ? 2 : 0) - Math.min(distance, 9) / 10
}

function confidenceOf(evidence: Evidence): Confidence {
  if (evidence.type === 'different' || evidence.unitsDiffer) return 'low'
  const sounds = evidence.named || evidence.similarity >= 0.5
  if (evidence.type === 'unknown') return sounds ? 'medium' : 'low'
  if (sounds) return isUnrivalled(evidence) ? 'high' : 'medium'
  return evidence.alone || evidence.similarity > 0 ? 'medium' : 'low'
}

function isUnrivalled({ alone, named, similarity }: Evidence): boolean {
  return alone || named || similarity === 1
}

function reasons(
  { type, similarity, named, unitsDiffer: differ, alone }: Evidence,
  drop: Change<'drop-column'>,
  add: Change<'add-column'>,
): readonly string[] {
  const spoken: readonly (readonly [boolean, string])[] = [
    [type === 'same', `both are ${add.operation.column.type.sql}`],
    [type === 'different', `the type changes from ${typeOfDropped(drop) ?? ''} to ${add.operation.column.type.sql}`],
    [type === 'unknown', 'the type of the dropped column is not known'],
    [differ, 'the names speak of different units'],
    [similarity > 0, 'the names are alike'],
    [named, "the migration's name says so"],
    [type === 'same' && !alone, 'other columns of this type come or go with them'],
  ]
  return spoken.filter(([holds]) => holds).map(([, reason]) => reason)
}
