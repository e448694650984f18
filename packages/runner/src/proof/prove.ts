// Prove: runs the originals and the plans on a shadow and compares what the server says. The claims come from the catalog and
// the rows, never from our own parser.
import type { Plan } from '@migration-planner/core'
import { compareEnds } from './compare-ends.ts'
import { cutOff, type CutOff } from './cut-off.ts'
import { type Watched, watch } from './locks.ts'
import { type Claim, type PlanProof, type Proof, judged, notChecked } from './proof.ts'
import { roundTrip } from './round-trip.ts'
import { attemptMigration } from './run-files.ts'
import { asIsRefused, clearStage, setStage, type Stage } from './stage.ts'
import type { ProofInput, Subject } from './subject.ts'
import { walk, type Walk } from './walk.ts'

/** What was shown of every plan; throws UsageError where the history itself does not run. */
export async function prove(input: ProofInput): Promise<Proof> {
  const stage = await setStage(input)
  const plans: PlanProof[] = []
  for (const subject of input.subjects) {
    if (subject.kind === 'as-is') await runAsIs(input, stage, subject.migration)
    else plans.push(await provePlan(input, stage, subject.plan))
  }
  await clearStage(stage)
  return {
    on: input.shadow.description,
    rows: stage.populated.rows,
    emptyTables: stage.populated.empty,
    removedRows: stage.adapted.removed,
    plans,
  }
}

async function runAsIs(
  { live }: ProofInput,
  stage: Stage,
  migration: Extract<Subject, { kind: 'as-is' }>['migration'],
): Promise<void> {
  for (const { session } of [stage.original, ...stage.direct, stage.planned]) {
    const failure = await attemptMigration(live, session, migration)
    if (failure) throw asIsRefused(migration.source.path, failure.message)
  }
}

async function provePlan(input: ProofInput, stage: Stage, plan: Plan): Promise<PlanProof> {
  input.onProgress?.(`Proving ${plan.migration}: ${plan.steps.length} steps`)
  const before = await input.shadow.copy(stage.planned)
  try {
    const end = await walk(input, stage, before, plan)
    const runs = end.refused.length === 0
    const cut = runs ? await cutOff(input, before, plan, end.snapshot) : undefined
    const watched = runs ? await watch(input, before, plan) : undefined
    const reversible = runs ? await reversibleClaim(input, before, plan, end) : notChecked(4, 'a step does not run')
    const { schema, rows, notes } = await compareEnds(input, stage, plan, end)
    return {
      migration: plan.migration,
      claims: [appliesClaim(plan, end, cut), schema, rows, reversible, locksClaim(watched), sixthClaim, repeatableClaim(cut)],
      notes: [...notes, ...versionNotes(input, plan)],
    }
  } finally {
    await before.drop()
  }
}

function appliesClaim(plan: Plan, end: Walk, cut: CutOff | undefined): Claim {
  return judged(1, `${plan.steps.length} steps, as whole files and statement by statement`, [
    ...end.refused,
    ...(cut?.refused ?? []),
  ])
}

async function reversibleClaim(
  input: ProofInput,
  before: Parameters<typeof roundTrip>[1],
  plan: Plan,
  end: Walk,
): Promise<Claim> {
  const faults = end.notUndone.length > 0 ? end.notUndone : await roundTrip(input, before, plan, end)
  const impossible = plan.steps.filter(({ rollback }) => rollback.kind === 'impossible').length
  const but = impossible === 0 ? '' : `; ${impossible} cannot be undone, as the plan says`
  return judged(4, `${end.undone} of ${plan.steps.length} steps undone and done again, one by one and all together${but}`, faults)
}

function locksClaim(watched: Watched | undefined): Claim {
  if (!watched) return notChecked(5, 'a step does not run')
  if (watched.stopped !== undefined) return notChecked(5, watched.stopped)
  const unseen =
    watched.unseen.length === 0 ? '' : `; not seen: ${watched.unseen.join('; ')}, which cannot be watched inside a transaction`
  if (watched.statements === 0) return notChecked(5, `no statement could be watched${unseen}`)
  return judged(5, `${watched.statements} statements watched${unseen}`, watched.faults)
}

const sixthClaim: Claim = notChecked(6, 'statements of the old and the new application are not run yet')

function repeatableClaim(cut: CutOff | undefined): Claim {
  if (!cut) return notChecked(7, 'a step does not run')
  return judged(7, `${cut.cuts} cuts between statements; inside a statement the server itself undoes it`, cut.notRepeatable)
}

function versionNotes({ shadow }: ProofInput, { engine }: Plan): readonly string[] {
  if (shadow.major === engine.version) return []
  return [`Planned for ${engine.title} ${engine.version}, proved on ${shadow.description}.`]
}
