// Holds the plan's end against the original's: its schema (claim 2) and its rows (claim 3).
import type { Contents, Difference, LiveEngine, Plan, Snapshot } from '@migration-planner/core'
import { changingColumns, definitions, describeDifference, faultsOf, type Sides } from './differences.ts'
import { type Claim, judged, notChecked } from './proof.ts'
import { attempt, attemptEach } from './run-files.ts'
import type { Stage } from './stage.ts'
import type { ProofInput } from './subject.ts'
import type { Walk } from './walk.ts'

const sides: Sides = { one: 'after the original', other: 'after the plan' }

export interface Ends {
  readonly schema: Claim
  readonly rows: Claim
  readonly notes: readonly string[]
}

/** The original's end on its own databases. */
interface OriginalEnd {
  readonly snapshot: Snapshot | undefined
  /** Why the original's own text was not what the plan is compared with. */
  readonly instead: string | undefined
  readonly direct: { readonly contents: Contents; readonly snapshot: Snapshot } | undefined
}

/** Runs the original where it can run; the plan must have run on its own database. */
export async function compareEnds(input: ProofInput, stage: Stage, plan: Plan, end: Walk): Promise<Ends> {
  const original = await runOriginal(input, stage, plan)
  if (end.refused.length > 0) {
    const because = 'a step does not run'
    return { schema: notChecked(2, because), rows: notChecked(3, because), notes: [] }
  }
  const { live } = input
  const differences = original.snapshot ? live.compare(original.snapshot, end.snapshot) : []
  return {
    schema: schemaClaim(live, original, end, differences),
    rows: rowsClaim(live, stage, original, end),
    notes: notesOf(original, differences, stage),
  }
}

async function runOriginal({ live }: ProofInput, stage: Stage, plan: Plan): Promise<OriginalEnd> {
  const { session } = stage.original
  const refused = await attempt(live, session, plan.original)
  const alsoRefused = refused && (await attemptEach(live, session, plan.direct))
  const snapshot = alsoRefused ? undefined : await live.snapshot(session)
  const instead =
    refused && `The original does not run even without rows (${refused.message}): compared with what it was meant to do.`
  return { snapshot, instead, direct: await runDirect(live, stage, plan) }
}

async function runDirect(live: LiveEngine, stage: Stage, plan: Plan): Promise<OriginalEnd['direct']> {
  const [first, second] = stage.direct
  for (const { session } of stage.direct) if (await attemptEach(live, session, plan.direct)) return undefined
  const contents = await live.contents(first.session)
  stage.unpredictable.push(...plan.unpredictable, ...changingColumns(contents, await live.contents(second.session)))
  return { contents, snapshot: await live.snapshot(first.session) }
}

function schemaClaim(live: LiveEngine, original: OriginalEnd, end: Walk, differences: readonly Difference[]): Claim {
  if (!original.snapshot) return notChecked(2, 'the original does not run on the shadow at all')
  const behind = original.direct ? live.compare(original.direct.snapshot, end.snapshot).filter(isBehind) : []
  const detail = `${end.snapshot.entries.size} properties of the catalog compared`
  return judged(
    2,
    detail,
    faultsOf('the whole plan', [...definitions(differences).filter((each) => !widens(each)), ...behind], sides),
  )
}

const countingTypes: readonly (string | undefined)[] = ['smallint', 'integer', 'bigint']

/** A counter that can hand out more numbers than the original's: whatever worked with that one works with it. */
function widens({ object, property, one, other }: Difference): boolean {
  if (!object.startsWith('sequence ')) return false
  if (property === 'type') return countingTypes.includes(one) && countingTypes.indexOf(other) > countingTypes.indexOf(one)
  return property === 'maximum' && Number(other) > Number(one)
}

/** A counter further back than the original leaves it would hand out numbers that are taken. */
function isBehind(difference: Difference): boolean {
  return difference.class === 'position' && next(difference.other) < next(difference.one)
}

/** `before 1` stands where 1 is the next number; a plain number is the last one that was handed out. */
function next(position: string | undefined): number {
  if (position === undefined) return Number.NaN
  return position.startsWith('before ') ? Number(position.slice('before '.length)) : Number(position) + 1
}

function rowsClaim(live: LiveEngine, stage: Stage, { direct }: OriginalEnd, end: Walk): Claim {
  const { failure } = stage.adapted
  if (!direct)
    return notChecked(
      3,
      `what the original was meant to do does not run on the shadow${failure ? `: ${failure.failure.message}` : ''}`,
    )
  const rows = [...end.contents.values()].reduce((sum, table) => sum + table.rows.length, 0)
  const faults = faultsOf('the whole plan', live.compareContents(direct.contents, end.contents, stage.unpredictable), sides)
  return judged(3, `${rows} rows of ${end.contents.size} tables compared`, faults)
}

function notesOf({ instead }: OriginalEnd, differences: readonly Difference[], { unpredictable }: Stage): readonly string[] {
  const remarks = differences.filter((difference) => difference.class === 'cosmetic' || widens(difference))
  const byChance = [...new Set(unpredictable.map(({ table, column }) => `${table.name}.${column}`))]
  return [
    ...(instead === undefined ? [] : [instead]),
    ...remarks.map((difference) => `No failure: ${describeDifference(difference, sides)}.`),
    ...(byChance.length === 0
      ? []
      : [`Made by chance or by the clock, so only compared for having a value: ${byChance.join(', ')}.`]),
  ]
}
