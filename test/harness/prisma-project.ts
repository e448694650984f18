// Makes a small real Prisma project in a temporary folder, and does with it what a team would.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { query } from './postgres.ts'
import {
  type CommandResult,
  type PrismaEnvironment,
  type PrismaMajor,
  prismaEnvironment,
  prismaPackage,
  run,
  runPrisma,
  runPrismaConfirmed,
} from './prisma-cli.ts'
import { prismaConfig, schemaHeader } from './prisma-project-files.ts'

/** What a project starts from. */
export interface PrismaProjectOptions {
  readonly major: PrismaMajor
  /** Models and enums; datasource and generator are added in the major's own form. */
  readonly schema: string
  readonly databaseUrl: string
}

/** A migration folder: its name and what its migration.sql says. */
export interface MigrationFile {
  readonly name: string
  readonly sql: string
}

/** Whether the history leads to the schema file, and what Prisma would change if not. */
export interface Drift {
  readonly code: 0 | 2
  readonly text: string
}

/** How a deploy sends its statements. */
export type DeployOptions = Pick<PrismaEnvironment, 'split'>

/** A Prisma project on disk, in a git repository, and its database. */
export interface PrismaProject {
  readonly major: PrismaMajor
  readonly directory: string
  readonly databaseUrl: string
  /** The environment for programs that start this project's Prisma themselves. */
  readonly env: NodeJS.ProcessEnv
  /** The whole schema file. */
  readSchema(): string
  /** Replaces the models; the header stays. */
  writeSchema(models: string): void
  /** Migration folders, in Prisma's order. */
  migrations(): string[]
  /** The migration whose folder has this name, or this name after its timestamp. */
  migration(name: string): MigrationFile
  /** Writes a migration by hand. */
  writeMigration(name: string, sql: string): void
  /** Any command of the real CLI, without a terminal. */
  prisma(...args: string[]): Promise<CommandResult>
  /** Any command, at the terminal of a developer who answers yes. */
  prismaConfirmed(...args: string[]): Promise<CommandResult>
  /** `migrate dev --create-only`: what Prisma writes for the difference between history and schema. */
  createOnly(name: string): Promise<MigrationFile>
  deploy(options?: DeployOptions): Promise<CommandResult>
  status(): Promise<CommandResult>
  drift(): Promise<Drift>
  /** Commits everything. */
  commit(message: string): Promise<void>
  dispose(): void
}

/** Writes the project and its git repository; no command of Prisma's has run yet. */
export async function createPrismaProject(options: PrismaProjectOptions): Promise<PrismaProject> {
  const { major, schema, databaseUrl } = options
  // The real path: macOS and some containers link their temporary folder, and Prisma prints real paths.
  const directory = mkdtempSync(path.join(realpathSync(tmpdir()), `migration-planner-prisma-${major}-`))
  const env = prismaEnvironment({ databaseUrl })
  const schemaFile = path.join(directory, 'prisma/schema.prisma')
  const migrationsDirectory = path.join(directory, 'prisma/migrations')
  const fileOf = (name: string) => path.join(migrationsDirectory, name, 'migration.sql')

  const project: PrismaProject = {
    major,
    directory,
    databaseUrl,
    env,
    readSchema: () => readFileSync(schemaFile, 'utf8'),
    writeSchema: (models) => writeFileSync(schemaFile, `${schemaHeader(major)}\n${models.trim()}\n`),
    migrations: () => listMigrations(migrationsDirectory),
    migration(name) {
      const found = project.migrations().find((folder) => folder === name || folder.replace(/^\d+_/, '') === name)
      if (found === undefined) throw new Error(`No migration ${name} among: ${project.migrations().join(', ')}`)
      return { name: found, sql: readFileSync(fileOf(found), 'utf8') }
    },
    writeMigration(name, sql) {
      mkdirSync(path.dirname(fileOf(name)), { recursive: true })
      writeFileSync(fileOf(name), sql)
    },
    prisma: (...args) => runPrisma(major, args, { cwd: directory, env }),
    prismaConfirmed: (...args) => runPrismaConfirmed(major, args, { cwd: directory, env }),
    async createOnly(name) {
      const before = new Set(project.migrations())
      const result = await project.prismaConfirmed('migrate', 'dev', '--create-only', '--name', name)
      const created = project.migrations().find((folder) => !before.has(folder))
      if (result.code !== 0 || created === undefined) throw failed('migrate dev --create-only', result)
      return project.migration(created)
    },
    deploy: (how) => runPrisma(major, ['migrate', 'deploy'], { cwd: directory, env: prismaEnvironment({ databaseUrl, ...how }) }),
    status: () => project.prisma('migrate', 'status'),
    async drift() {
      const result = await diffHistoryWithSchema(project)
      if (result.code !== 0 && result.code !== 2) throw failed('migrate diff', result)
      return { code: result.code, text: result.stdout }
    },
    async commit(message) {
      await git(directory, 'add', '--all')
      await git(directory, 'commit', '--quiet', '--allow-empty', '--message', message)
    },
    dispose: () => rmSync(directory, { recursive: true, force: true }),
  }

  mkdirSync(migrationsDirectory, { recursive: true })
  writeFileSync(path.join(migrationsDirectory, 'migration_lock.toml'), 'provider = "postgresql"\n')
  project.writeSchema(schema)
  writeFileSync(path.join(directory, 'package.json'), packageJson(major))
  writeFileSync(path.join(directory, '.gitignore'), 'node_modules\n.env\n')
  if (major === 7) writeFileSync(path.join(directory, 'prisma.config.ts'), prismaConfig)
  linkPrisma(directory, major)
  await git(directory, 'init', '--quiet', '--initial-branch=main')
  return project
}

function listMigrations(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort((a, b) => a.localeCompare(b))
}

function packageJson(major: PrismaMajor): string {
  const { version } = JSON.parse(readFileSync(path.join(prismaPackage(major), 'package.json'), 'utf8')) as {
    version: string
  }
  const content = { name: 'shop', private: true, type: 'module', devDependencies: { prisma: version } }
  return `${JSON.stringify(content, null, 2)}\n`
}

// As an install would leave it: `prisma/config` resolves from the project, and `npx prisma` runs.
function linkPrisma(directory: string, major: PrismaMajor): void {
  const modules = path.join(directory, 'node_modules')
  mkdirSync(path.join(modules, '.bin'), { recursive: true })
  symlinkSync(prismaPackage(major), path.join(modules, 'prisma'))
  symlinkSync('../prisma/build/index.js', path.join(modules, '.bin/prisma'))
}

function diffHistoryWithSchema(project: PrismaProject): Promise<CommandResult> {
  const diff = ['migrate', 'diff', '--exit-code', '--from-migrations', 'prisma/migrations']
  if (project.major === 7) return project.prisma(...diff, '--to-schema', 'prisma/schema.prisma')
  return withDatabaseBeside(project.databaseUrl, (shadowUrl) =>
    project.prisma(...diff, '--to-schema-datamodel', 'prisma/schema.prisma', '--shadow-database-url', shadowUrl),
  )
}

// Prisma 6 compares a history only with the help of a shadow database that it is given.
async function withDatabaseBeside<Result>(url: string, use: (url: string) => Promise<Result>): Promise<Result> {
  const beside = new URL(url)
  beside.pathname += '_shadow'
  const name = pg.escapeIdentifier(beside.pathname.slice(1))
  await query(url, `CREATE DATABASE ${name}`)
  try {
    return await use(beside.href)
  } finally {
    await query(url, `DROP DATABASE ${name} WITH (FORCE)`)
  }
}

async function git(directory: string, ...args: string[]): Promise<void> {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false']
  const result = await run('git', [...identity, ...args], { cwd: directory })
  if (result.code !== 0) throw failed(`git ${args[0]}`, result)
}

function failed(what: string, { code, stdout, stderr }: CommandResult): Error {
  return new Error(`${what} ended with ${code}\n${stdout}\n${stderr}`)
}
