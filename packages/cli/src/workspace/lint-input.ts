// What the planner is given, from flags, config and target: the one place where their order of precedence is decided.
import type { LintInput, PlanInput, Version } from '@migration-planner/core'
import type { Context } from '../context.ts'
import { readDuration, readVersion } from '../flags.ts'
import { mergeSaid, readDecisions, type SaidDecisions } from './decisions.ts'
import type { Workspace } from './open.ts'
import type { TargetFacts } from './target.ts'
import { rowsFor } from './rows.ts'

type Judged = Pick<Workspace, 'engine' | 'config' | 'migrations'>

export async function lintInputFor(
  context: Context,
  judged: Judged,
  pending: ReadonlySet<string>,
  target?: TargetFacts,
): Promise<LintInput> {
  const { engine, config, migrations } = judged
  return {
    engine,
    migrations,
    pending,
    ...(target ? { baseline: target.schema } : {}),
    version: versionFor(context, judged, target),
    rowsOf: await rowsFor(context, config, target?.rows),
    smallTable: config.smallTable ?? 10_000,
    levels: config.rules ?? {},
  }
}

export async function planInputFor(
  context: Context,
  workspace: Workspace,
  pending: ReadonlySet<string>,
  target: TargetFacts | undefined,
  said: SaidDecisions,
): Promise<PlanInput> {
  const { config, engine } = workspace
  const { batchSize = 'auto', pauseMs } = config.backfill ?? {}
  return {
    ...(await lintInputFor(context, workspace, pending, target)),
    decisions: readDecisions(engine, mergeSaid({ renames: config.renames ?? {}, fills: config.fills ?? {} }, said)),
    lockTimeoutMs: readDuration(config.locks?.timeout ?? '2s', 'locks.timeout'),
    backfill: { batchSize, ...(pauseMs === undefined ? {} : { pauseMs }) },
  }
}

/** Said by flag, by config, by the server itself; otherwise the oldest that its makers still support. */
function versionFor({ flags }: Context, { engine, config }: Judged, target: TargetFacts | undefined): Version {
  if (flags.engineVersion !== undefined) return { major: readVersion(flags.engineVersion, '--engine-version'), known: true }
  if (config.engineVersion !== undefined) return { major: readVersion(config.engineVersion, 'engineVersion'), known: true }
  if (target) return { major: target.major, known: true }
  return { major: engine.defaultVersion, known: false }
}
