// A copy of the example project with a database that its history is deployed on, as a team has it before the pending migration.
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sharedPostgres } from '../harness/postgres.ts'
import { type CommandResult, prismaEnvironment, runPrisma } from '../harness/prisma-cli.ts'

export const exampleFolder = path.resolve(import.meta.dirname, '../../examples/prisma-postgres')
export const pendingMigration = '20251117093000_grow_up'

export interface ExampleProject {
  readonly directory: string
  readonly databaseUrl: string
  readonly env: NodeJS.ProcessEnv
  prisma(...args: readonly string[]): Promise<CommandResult>
  dispose(): Promise<void>
}

export async function openExample(): Promise<ExampleProject> {
  const server = await sharedPostgres()
  const databaseUrl = await server.createDatabase()
  const home = mkdtempSync(path.join(realpathSync(tmpdir()), 'migration-planner-example-'))
  const directory = path.join(home, 'project')
  for (const part of ['package.json', 'prisma.config.ts', 'migration-planner.config.json', 'prisma'])
    cpSync(path.join(exampleFolder, part), path.join(directory, part), { recursive: true })
  symlinkSync(path.join(exampleFolder, 'node_modules'), path.join(directory, 'node_modules'), 'junction')
  const env = prismaEnvironment({ databaseUrl })
  const project: ExampleProject = {
    directory,
    databaseUrl,
    env,
    prisma: (...args) => runPrisma(7, args, { cwd: directory, env }),
    async dispose() {
      rmSync(home, { recursive: true, force: true })
      await server.dropDatabase(databaseUrl)
    },
  }
  await deployHistory(project, path.join(home, pendingMigration))
  return project
}

/** Prisma deploys all that there is: the pending migration steps aside for as long. */
async function deployHistory(project: ExampleProject, aside: string): Promise<void> {
  const folder = path.join(project.directory, 'prisma/migrations', pendingMigration)
  renameSync(folder, aside)
  const deployed = await project.prisma('migrate', 'deploy')
  renameSync(aside, folder)
  if (deployed.code !== 0) throw new Error(`The history does not deploy:\n${deployed.stdout}\n${deployed.stderr}`)
}

/** Every file below a folder with its text, but for node_modules. */
export function filesBelow(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .toSorted()
  return new Map(files.map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]))
}
