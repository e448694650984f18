// The Prisma adapter: core's contract, answered by the files of this folder.
import type { Adapter } from '@migration-planner/core'
import { detect } from './detect.ts'
import { applied, forget, ownTables, record } from './pending.ts'
import { read, readFile } from './read.ts'
import { rollbackCommands } from './rollback.ts'
import { stepText } from './write/migration-text.ts'

export const prisma: Adapter = {
  name: 'prisma',
  title: 'Prisma Migrate',
  detect,
  read,
  readFile,
  applied,
  // Loaded when they are called: reading and judging needs none of it, and must start fast.
  write: async (...parameters) => (await import('./write/write.ts')).write(...parameters),
  release: async (...parameters) => (await import('./write/release.ts')).release(...parameters),
  stepText,
  rollbackCommands,
  migrateCommands: [
    {
      name: 'dev',
      purpose: 'draft',
      summary: 'Write a migration for what changed in schema.prisma, and judge it before it is applied',
      command: [...prismaCommand('dev'), '--create-only'],
    },
    {
      name: 'deploy',
      purpose: 'deploy',
      summary: 'Apply the pending migrations, if none of them is unsafe',
      command: prismaCommand('deploy'),
    },
    {
      name: 'status',
      purpose: 'status',
      summary: 'Say which migrations are pending, and how far the plans are',
      command: prismaCommand('status'),
    },
  ],
  recordedIn: 'Prisma records a migration by its folder and the checksum of its file in the table _prisma_migrations.',
  ownTables,
  forget,
  record,
}

function prismaCommand(name: string): readonly string[] {
  return ['prisma', 'migrate', name]
}
