// A real little Prisma project in a temporary folder, and the program run in it as a person would.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { prisma } from 'prisma-safe'
import { runCli } from '@migration-planner/cli'

export interface Run {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface TestProject {
  readonly root: string
  run(...argv: readonly string[]): Promise<Run>
  put(path: string, text: string): void
  text(path: string): string
  /** Every file with its content. */
  tree(): Readonly<Record<string, string>>
  git(...args: readonly string[]): string
  remove(): void
}

export const schemaFile = `datasource db {
  provider = "postgresql"
  url      = env("DATABASE_URL")
}

generator client {
  provider = "prisma-client-js"
}

model User {
  id     Int    @id @default(autoincrement())
  email  String @unique
  status String
}
`

export const initMigration = `-- CreateTable
CREATE TABLE "User" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
`

export const addStatus = `-- AlterTable
ALTER TABLE "User" ADD COLUMN     "status" TEXT NOT NULL;
`

export const pendingId = '20260303120000_add_status'
export const pendingFile = `prisma/migrations/${pendingId}/migration.sql`

/** Files by path; the usual ones are there unless `files` says otherwise (undefined leaves one out). */
export function makeProject(files: Readonly<Record<string, string | undefined>> = {}): TestProject {
  const root = mkdtempSync(join(tmpdir(), 'migration-planner-cli-'))
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const all: Readonly<Record<string, string | undefined>> = {
    'package.json': '{ "name": "shop", "devDependencies": { "prisma": "6.19.3" } }\n',
    'prisma/schema.prisma': schemaFile,
    'prisma/migrations/migration_lock.toml': 'provider = "postgresql"\n',
    'prisma/migrations/20260101000000_init/migration.sql': initMigration,
    [pendingFile]: addStatus,
    ...files,
  }
  for (const [path, text] of Object.entries(all)) if (text !== undefined) put(path, text)
  return {
    root,
    run: (...argv) => run(root, argv),
    put,
    text: (path) => readFileSync(join(root, path), 'utf8'),
    tree: () => treeOf(root),
    git: (...args) =>
      execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

/** The program in this process, without a terminal. */
export async function run(
  cwd: string,
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Run> {
  const written = { stdout: '', stderr: '' }
  const code = await runCli({
    name: 'prisma-safe',
    version: '1.2.3',
    adapters: [prisma],
    argv,
    cwd,
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
    stdin: {},
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
  })
  return { code, ...written }
}

function treeOf(root: string, folder = ''): Readonly<Record<string, string>> {
  if (!existsSync(join(root, folder))) return {}
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).filter(({ name }) => name !== '.git')
  return Object.assign(
    {},
    ...entries.map((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      return entry.isDirectory() ? treeOf(root, path) : { [path]: readFileSync(join(root, path), 'utf8') }
    }),
  )
}
