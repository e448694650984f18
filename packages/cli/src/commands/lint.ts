// `lint`: what is unsafe in the pending migrations, or in the files named. Touches nothing, needs no database.
import { lintMigrations, type LintedMigration, type LintInput, type Risk, UsageError } from '@migration-planner/core'
import { loadConfig } from '../config/load.ts'
import type { Context, Outcome } from '../context.ts'
import { lintFormat } from '../output/formats.ts'
import { assertParsed, defaultThreshold, isUnsafe, reportOf } from '../output/judged.ts'
import { lintInputFor } from '../workspace/lint-input.ts'
import { namedMigrations } from '../workspace/named-files.ts'
import {
  detectTool,
  findWorkspace,
  loadEngine,
  noProject,
  openDetected,
  openWorkspace,
  type Workspace,
} from '../workspace/open.ts'
import { assertMigrations, choosePending, type From } from '../workspace/pending.ts'
import { openProject } from '../workspace/project-files.ts'
import { stagedMigrationFiles, stagedProject } from '../workspace/staged.ts'

export interface LintOptions {
  readonly paths: readonly string[]
  readonly from?: From
  readonly since?: string
  readonly staged?: boolean
  readonly failOn?: Risk | 'never'
  readonly format: string
  readonly baseline?: string
  readonly writeBaseline?: boolean
}

interface Subject {
  readonly tool: string
  readonly config: Workspace['config']
  readonly input: LintInput
  readonly from: string
  /** How the migrations were chosen, for a person. */
  readonly said: string
}

export async function lint(context: Context, options: LintOptions): Promise<Outcome> {
  const render = lintFormat(options.format)
  const subject = await subjectOf(context, options)
  if (!subject) return 0
  const { input } = subject
  const all = lintMigrations(input)
  if (options.writeBaseline === true) return writeBaseline(context, options.baseline, all)
  const linted = options.baseline === undefined ? all : await withoutKnown(context, options.baseline, all)
  const report = reportOf({ tool: subject.tool, binary: context.binary, from: subject.from, input, linted })
  context.terminal.note(subject.said)
  context.terminal.result(render(report, context.terminal.paint))
  assertParsed(input.engine, linted, 'Correct the statement; the other statements and files were judged')
  const threshold = options.failOn ?? subject.config.failOn ?? defaultThreshold
  return linted.some((migration) => isUnsafe(migration, threshold)) ? 1 : 0
}

/** Undefined where there is nothing to judge. */
async function subjectOf(context: Context, options: LintOptions): Promise<Subject | undefined> {
  if (options.staged === true) return stagedSubject(context, options)
  if (options.paths.length > 0) return namedSubject(context, options)
  const workspace = await openWorkspace(context)
  const { adapter, config } = workspace
  assertMigrations(context, workspace)
  const pending = await choosePending(context, workspace, options)
  const input = await lintInputFor(context, workspace, pending.ids, pending.target)
  return { tool: adapter.name, config, input, from: pending.from, said: pending.said }
}

/** Before every commit, so nothing is loaded for one without migrations: a machine's format still gets its empty report. */
async function stagedSubject(context: Context, options: LintOptions): Promise<Subject | undefined> {
  const project = openProject(context.cwd, context.env)
  const detected = (await detectTool(context, project)) ?? noProject(context)
  const files = await stagedMigrationFiles(context.cwd, detected.found, options.paths)
  if (files.size === 0 && options.format === 'pretty') {
    context.terminal.note('No migration is staged')
    return undefined
  }
  const [inIndex] = await Promise.all([stagedProject(project), loadEngine()])
  const workspace = await openDetected(context, inIndex, detected)
  const ids = workspace.migrations.filter(({ source }) => files.has(source.path)).map(({ id }) => id)
  const input = await lintInputFor(context, workspace, new Set(ids))
  return { tool: detected.adapter.name, config: workspace.config, input, from: 'staged', said: 'Judged as staged in git' }
}

/** Named files are judged as part of the project's history where there is a project, by themselves where there is none. */
async function namedSubject(context: Context, options: LintOptions): Promise<Subject> {
  const workspace = await findWorkspace(context)
  if (workspace) {
    const named = await namedMigrations(workspace.root, workspace.adapter, workspace.migrations, options.paths)
    const input = await lintInputFor(context, { ...workspace, migrations: named.migrations }, named.ids)
    return {
      tool: workspace.adapter.name,
      config: workspace.config,
      input,
      from: 'files',
      said: 'Judged as named on the command line',
    }
  }
  const [adapter] = context.adapters
  if (!adapter) throw new UsageError('No migration tool is known', 'Install one of the tool packages, for example prisma-safe')
  const [{ config }, engine] = await Promise.all([loadConfig(context.cwd, context.flags.config), loadEngine()])
  const named = await namedMigrations(context.cwd, adapter, [], options.paths)
  const input = await lintInputFor(context, { config, engine, migrations: named.migrations }, named.ids)
  return {
    tool: adapter.name,
    config,
    input,
    from: 'files',
    said: `No ${adapter.title} project here: judged as ${engine.title}, each file as a history of its own`,
  }
}

async function writeBaseline(context: Context, file: string | undefined, linted: readonly LintedMigration[]): Promise<Outcome> {
  const { saveBaseline } = await import('../output/baseline.ts')
  const path = await saveBaseline(context.cwd, file, linted)
  context.terminal.note(`Wrote ${path}: \`${context.binary} lint --baseline ${path}\` reports only what is new`)
  return 0
}

async function withoutKnown(
  context: Context,
  file: string,
  linted: readonly LintedMigration[],
): Promise<readonly LintedMigration[]> {
  const { readBaseline } = await import('../output/baseline.ts')
  const isKnown = await readBaseline(context.cwd, file)
  return linted.map((migration) => ({
    ...migration,
    findings: migration.findings.filter((finding) => !isKnown(migration.id, finding)),
  }))
}
