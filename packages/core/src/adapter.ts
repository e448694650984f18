// Adapter: what a migration tool must answer so that its project can be read and written in its own convention.
import type { Migration } from './operations/migration.ts'
import type { TableName } from './operations/names.ts'
import type { Plan } from './plan/plan.ts'
import type { SourceText } from './source.ts'

/** A project's files, read on demand; paths are relative to its root, with forward slashes. */
export interface Project {
  readonly root: string
  /** Undefined where there is no such file. */
  read(path: string): Promise<string | undefined>
  /** Names directly inside a folder, folders with a slash at the end; empty where there is no such folder. */
  list(folder: string): Promise<readonly string[]>
  /** The environment that the tool would see; undefined for the process's own. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** What detection found out about a project. */
export interface Found {
  /** The engine's name as `Engine.name` has it, or as the tool calls one that we do not know. */
  readonly engine: string
  /** The migrations' folder. */
  readonly migrations: string
  /** From the tool's own config; never printed. */
  readonly databaseUrl?: string
  /** The tool's major version, where it could be found out. */
  readonly toolVersion?: number
  /** Anything else the adapter wants to remember between its calls. */
  readonly details: Readonly<Record<string, unknown>>
}

/** What the target database says about a migration. */
export interface AppliedMigration {
  readonly id: string
  readonly state: 'applied' | 'failed' | 'rolled back'
  /** False where the file differs from the one that was applied. */
  readonly unchanged: boolean
}

/** One question that an adapter asks a database; the caller owns the connection. */
export interface Query {
  (sql: string, parameters?: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>
}

/** A file to write, change or remove; `before` is what must be there now, so that nothing else is overwritten. */
export interface FileChange {
  readonly path: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** A step's place in the tool's convention. */
export interface WrittenStep {
  /** Index into `plan.steps`. */
  readonly step: number
  /** The tool's identity of it, for example the folder's name. */
  readonly id: string
  readonly file: string
  readonly downFile: string
  readonly held: boolean
}

export interface WrittenPlan {
  readonly steps: readonly WrittenStep[]
  readonly changes: readonly FileChange[]
}

export interface WriteOptions {
  /** The folder of this plan, for example `migration-plans/20260303120000_add_status`. */
  readonly planFolder: string
  /** `YYYYMMDDHHMMSS`, from the caller's clock. */
  readonly now: string
}

/** A command of the tool's own, as a person would type it: for the plan's rollback section and for running it. */
export interface ToolCommand {
  readonly title: string
  readonly command: readonly string[]
}

/** One of the tool's own commands that `migrate` runs behind its gate. */
export interface MigrateCommand {
  /** What a person types after `migrate`: `deploy`. */
  readonly name: string
  /** `draft` writes a new migration, `deploy` runs the pending ones, `status` only tells. */
  readonly purpose: 'draft' | 'deploy' | 'status'
  readonly summary: string
  /** The executable as the project installed it, and its arguments; the person's own come after. */
  readonly command: readonly string[]
}

export interface Adapter {
  /** As commands and JSON call it: `prisma`. */
  readonly name: string
  readonly title: string
  /** Undefined where the project does not use the tool. Throws UsageError where it does but cannot be read. */
  detect(project: Project): Promise<Found | undefined>
  /** Every migration of the project, in the order in which the tool runs them. */
  read(project: Project, found: Found): Promise<readonly Migration[]>
  /** One file that was named on the command line or staged in git. */
  readFile(source: SourceText): Migration
  /** What the target has applied; undefined where the tool never ran there. */
  applied(query: Query, migrations: readonly Migration[], found?: Found): Promise<readonly AppliedMigration[] | undefined>
  /** The files that replace the plan's migration, in the tool's convention. Nothing is written. */
  write(plan: Plan, project: Project, found: Found, options: WriteOptions): Promise<WrittenPlan>
  /** The file changes that move held steps into the tool's reach, under names that sort last. */
  release(plan: Plan, written: WrittenPlan, project: Project, found: Found, options: WriteOptions): Promise<WrittenPlan>
  /** Forward text of one step, as the tool's file has it. */
  stepText(plan: Plan, step: number): string
  /** The commands with which a person undoes the deployed steps, last first. */
  rollbackCommands(plan: Plan, written: WrittenPlan, found?: Found): readonly ToolCommand[]
  /** The tool's commands behind `migrate`; none where the tool has none of its own. */
  readonly migrateCommands?: readonly MigrateCommand[]
  /** How the tool records what ran, in a sentence for the plan's reader. */
  readonly recordedIn?: string
  /** The tables in which the tool keeps that record. */
  ownTables?(found: Found): readonly TableName[]
  /** Takes migrations out of the tool's record, after their steps were undone. */
  forget?(query: Query, ids: readonly string[], found?: Found): Promise<void>
  /** Puts migrations into the tool's record as applied, without running them. */
  record?(query: Query, migrations: readonly Migration[], found?: Found): Promise<void>
}
