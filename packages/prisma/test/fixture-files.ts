// Reads the schema files of a fixture.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { prismaSchema, type PrismaSchema } from '../src/schema-file/prisma-schema.ts'

const fixtures = path.join(import.meta.dirname, '../fixtures')

export function fixturePath(...parts: readonly string[]): string {
  return path.join(fixtures, ...parts)
}

/** The schema that the team wrote. `windows` has other line breaks, which git would not keep. */
export function writtenSchema(name: string): PrismaSchema {
  const schema = schemaIn(fixturePath(name, 'project/prisma'))
  if (name !== 'windows') return schema
  return prismaSchema(schema.files.map(({ path: file, text }) => ({ path: file, text: text.replaceAll('\n', '\r\n') })))
}

/** The version before, where the fixture has one; at the same places, as git has it. */
export function earlierSchemas(name: string): readonly PrismaSchema[] {
  const folder = fixturePath(name, 'earlier')
  return existsSync(folder) ? [schemaIn(folder)] : []
}

function schemaIn(folder: string): PrismaSchema {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.prisma'))
  return prismaSchema(
    names.toSorted().map((name) => ({ path: path.basename(name), text: readFileSync(path.join(folder, name), 'utf8') })),
  )
}
