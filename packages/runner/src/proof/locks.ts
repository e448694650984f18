// Watches each statement and holds what it did against what the plan says of its step: claim 5.
import {
  type Blocks,
  type Observed,
  type Plan,
  type ShadowDatabase,
  type Step,
  type Work,
  displayName,
  sameName,
} from '@migration-planner/core'
import type { Fault } from './proof.ts'
import { attempt } from './run-files.ts'
import type { ProofInput } from './subject.ts'

export interface Watched {
  readonly faults: readonly Fault[]
  readonly statements: number
  /** Statements that refuse a transaction, in which alone their locks can be seen. */
  readonly unseen: readonly string[]
  /** Undefined where every step ran. */
  readonly stopped: string | undefined
}

export async function watch(input: ProofInput, before: ShadowDatabase, plan: Plan): Promise<Watched> {
  const { live } = input
  const database = await input.shadow.copy(before)
  const faults: Fault[] = []
  const unseen: string[] = []
  let statements = 0
  try {
    for (const step of plan.steps) {
      const observed = await live.observe(database.session, step.sql).catch(() => undefined)
      if (observed) {
        statements += observed.length
        faults.push(...observed.flatMap((each) => excess(each, step)))
        continue
      }
      const failure = step.transaction === 'none' ? await runAlone(input, database, step) : 'it does not run'
      if (failure !== undefined) return { faults, statements, unseen, stopped: `${step.title}: ${failure}` }
      unseen.push(step.title)
    }
    return { faults, statements, unseen, stopped: undefined }
  } finally {
    await database.drop()
  }
}

async function runAlone({ live }: ProofInput, { session }: ShadowDatabase, { sql }: Step): Promise<string | undefined> {
  for (const statement of sql) {
    const failure = await attempt(live, session, statement)
    if (failure) return failure.message
  }
  return undefined
}

const widths: readonly Blocks[] = ['nothing', 'writes', 'reads and writes']
const weights: readonly Work[] = ['catalog', 'rows', 'scan', 'build', 'rewrite', 'unknown']

/** What the statement did beyond what its step says; less is fine. */
function excess(observed: Observed, { effects }: Step): readonly Fault[] {
  const statement = observed.statement
  const locks = observed.locks.flatMap(({ table, mode, blocks }) => {
    const promised = effects.locks.filter((lock) => sameName(lock.table, table)).map((lock) => widths.indexOf(lock.blocks))
    const widest = Math.max(0, ...promised)
    if (widths.indexOf(blocks) <= widest) return []
    return [
      {
        statement,
        difference: `takes ${mode} on ${displayName(table)}, which blocks ${blocks}; the plan says ${widths[widest] ?? 'nothing'}`,
      },
    ]
  })
  if (weights.indexOf(observed.work) <= weights.indexOf(effects.work)) return locks
  const [table] = observed.work === 'rewrite' ? observed.rewritten : observed.scanned
  const did = observed.work === 'rewrite' ? 'writes the whole table anew' : 'reads every row'
  return [...locks, { statement, difference: `${did}${table ? ` (${displayName(table)})` : ''}; the plan says ${effects.work}` }]
}
