// The projects that the benchmark lints: Prisma histories of any length, every file with five statements as Prisma writes them.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export interface BenchProject {
  readonly directory: string
  /** Every migration.sql, in Prisma's order. */
  readonly files: readonly string[]
}

const schema = `datasource db {
  provider = "postgresql"
}
`

export function makeProject(count: number): BenchProject {
  const directory = mkdtempSync(path.join(tmpdir(), 'migration-planner-bench-'))
  const migrations = path.join(directory, 'prisma/migrations')
  mkdirSync(migrations, { recursive: true })
  writeFileSync(path.join(directory, 'package.json'), '{ "private": true, "devDependencies": { "prisma": "7.10.1" } }\n')
  writeFileSync(path.join(directory, 'prisma/schema.prisma'), schema)
  writeFileSync(path.join(migrations, 'migration_lock.toml'), 'provider = "postgresql"\n')
  const files = Array.from({ length: count }, (_, index) => {
    const folder = path.join(migrations, `${20_200_101_000_000 + index}_change_${index}`)
    mkdirSync(folder)
    const file = path.join(folder, 'migration.sql')
    writeFileSync(file, fiveStatements(index))
    return file
  })
  return { directory, files }
}

// A table of its own, and changes to the table of the file before, which has rows by now.
function fiveStatements(index: number): string {
  const [own, last] = [`Thing${index}`, `Thing${Math.max(index - 1, 0)}`]
  return `-- CreateTable
CREATE TABLE "${own}" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,
    "lastId" INTEGER,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "${own}_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "${last}" ADD COLUMN     "owner" TEXT;

-- AlterTable
ALTER TABLE "${last}" ALTER COLUMN "count" SET DATA TYPE BIGINT;

-- CreateIndex
CREATE INDEX "${last}_name_createdAt_idx" ON "${last}"("name", "createdAt");

-- AddForeignKey
ALTER TABLE "${own}" ADD CONSTRAINT "${own}_lastId_fkey" FOREIGN KEY ("lastId") REFERENCES "${last}"("id") ON DELETE SET NULL ON UPDATE CASCADE;
`
}
