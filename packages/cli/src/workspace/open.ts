// Workspace: a project as every command sees it: its tool, its engine, its migrations and what it decided in its config.
import { isAbsolute, relative, resolve, sep } from 'node:path'
import {
  type Adapter,
  type Config,
  type Engine,
  type Found,
  type Migration,
  type Project,
  UsageError,
} from '@migration-planner/core'
import { loadConfig } from '../config/load.ts'
import type { Context } from '../context.ts'
import { recoverChanges } from '../files/write-changes.ts'
import { openProject } from './project-files.ts'

export interface Workspace {
  readonly root: string
  readonly config: Config
  readonly project: Project
  readonly adapter: Adapter
  readonly found: Found
  readonly engine: Engine
  /** The whole history, in the order in which the tool runs it. */
  readonly migrations: readonly Migration[]
  /** The folder of the written plans, relative to the root. */
  readonly plansDir: string
}

/** Opens the project in the working directory, or says in one message why that cannot be done. */
export async function openWorkspace(context: Context): Promise<Workspace> {
  return (await findWorkspace(context)) ?? noProject(context)
}

export function noProject(context: Context): never {
  const titles = context.adapters.map(({ title }) => title).join(', ')
  throw new UsageError(
    `No ${titles} project was found in ${context.cwd}`,
    `Run it in the project's folder, or say where that is: ${context.binary} … --cwd DIR`,
  )
}

/** The same, but undefined where no tool is used here. */
export async function findWorkspace(context: Context): Promise<Workspace | undefined> {
  await recoverChanges(context.cwd, context.terminal.warn)
  const project = openProject(context.cwd, context.env)
  // The engine takes the longest to load: meanwhile the tool is looked for.
  const [detected] = await Promise.all([detectTool(context, project), loadEngine()])
  return detected && openDetected(context, project, detected)
}

/** A tool that a project uses, and what is known of the project. */
export interface DetectedTool {
  readonly adapter: Adapter
  readonly found: Found
}

/** The workspace of a tool that was found; its history is what `project` shows of it. */
export async function openDetected(context: Context, project: Project, { adapter, found }: DetectedTool): Promise<Workspace> {
  if (!isPostgres(found.engine)) throw unsupported(found.engine)
  const [{ config }, engine] = await Promise.all([loadConfig(context.cwd, context.flags.config), loadEngine()])
  const migrations = await adapter.read(project, found)
  return {
    root: context.cwd,
    config,
    project,
    adapter,
    found,
    engine,
    migrations,
    plansDir: config.plansDir ?? 'migration-plans',
  }
}

/** The engine, loaded only when a command needs it. */
export async function loadEngine(): Promise<Engine> {
  const { loadPostgres } = await import('@migration-planner/postgres')
  return loadPostgres()
}

/** The one tool that the project uses; undefined where it uses none. */
export async function detectTool(context: Context, project: Project): Promise<DetectedTool | undefined> {
  const detected = await Promise.all(context.adapters.map(async (adapter) => ({ adapter, found: await adapter.detect(project) })))
  const used = detected.flatMap(({ adapter, found }) => (found ? [{ adapter, found }] : []))
  if (used.length <= 1) return used[0]
  const titles = used.map(({ adapter }) => adapter.title).join(' and ')
  throw new UsageError(
    `This project uses ${titles}`,
    `Use the binary of the one you mean: ${used.map(({ adapter }) => `${adapter.name}-safe`).join(' or ')}`,
  )
}

function isPostgres(engine: string): boolean {
  return engine === 'postgresql' || engine === 'postgres'
}

const titles: Readonly<Record<string, string>> = {
  mysql: 'MySQL',
  mariadb: 'MariaDB',
  sqlite: 'SQLite',
  sqlserver: 'SQL Server',
  cockroachdb: 'CockroachDB',
  mongodb: 'MongoDB',
}

function unsupported(engine: string): UsageError {
  return new UsageError(
    `This project's database is ${titles[engine] ?? engine}, which is not supported yet`,
    'Supported today: PostgreSQL 15 to 18',
  )
}

/** A path as a person typed it, relative to the project's root, with forward slashes. */
export function toProjectPath(root: string, path: string): string {
  const inside = relative(root, isAbsolute(path) ? path : resolve(root, path))
  return inside.split(sep).join('/')
}
