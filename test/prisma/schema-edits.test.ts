// Asks the real Prisma, 6 and 7, whether edited schema files are what the database is: held, and released again.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { align } from '../../packages/prisma/src/schema-file/align.ts'
import type { PrismaSchema } from '../../packages/prisma/src/schema-file/prisma-schema.ts'
import { earlierSchemas, writtenSchema } from '../../packages/prisma/test/fixture-files.ts'
import { type SchemaCase, schemaCases } from '../../packages/prisma/test/schema-cases.ts'
import { sharedPostgres } from '../harness/postgres.ts'
import type { PrismaMajor } from '../harness/prisma-cli.ts'
import { createPrismaProject, type PrismaProject } from '../harness/prisma-project.ts'

const majors: readonly PrismaMajor[] = [6, 7]

// Every case in one project: their tables have names of their own, and each question to the CLI takes seconds.
const earlierModels = joined(({ name }) => modelsOf(earlierSchemas(name)[0] ?? writtenSchema(name)))
const writtenModels = joined(({ name }) => modelsOf(writtenSchema(name)))
const heldModels = joined(({ name, deployed, released }) =>
  modelsOf(align(writtenSchema(name), released, deployed, { donors: earlierSchemas(name), hide: true, remark: '// kept' })),
)

describe.each(majors)('Prisma %i', (major) => {
  let project: PrismaProject

  beforeAll(async () => {
    const databaseUrl = await (await sharedPostgres()).createDatabase()
    project = await createPrismaProject({ major, schema: earlierModels, databaseUrl })
    await project.createOnly('init')
    project.writeMigration(
      '29990101000000_deployed',
      joined(({ deploySql }) => deploySql),
    )
  })
  afterAll(() => project.dispose())

  test('sees no drift while steps are held', async () => {
    project.writeSchema(heldModels)
    expect(await project.drift()).toEqual({ code: 0, text: expect.any(String) })
  })

  test('sees in every case what the edits are for', async () => {
    project.writeSchema(writtenModels)
    const { code, text } = await project.drift()
    expect(code).toBe(2)
    for (const table of ['users', 'Post', 'notifications', 'Order', 'Account', 'Role', 'Item', 'Product', 'order_lines', 'Team'])
      expect(text).toContain(table)
  })

  test('sees no drift once they are released', async () => {
    project.writeMigration(
      '29990102000000_released',
      joined(({ releaseSql }) => releaseSql),
    )
    project.writeSchema(writtenModels)
    expect(await project.drift()).toEqual({ code: 0, text: expect.any(String) })
  })
})

function joined(part: (each: SchemaCase) => string): string {
  return schemaCases.map(part).join('\n')
}

/** Models and enums only: datasource and generator are each major's own. All files in one. */
function modelsOf({ files, blocks }: PrismaSchema): string {
  return files
    .map(({ path, text }) => {
      const ends = blocks
        .filter((block) => block.path === path && ['datasource', 'generator'].includes(block.kind))
        .map(({ end }) => end)
      return text.slice(Math.max(0, ...ends))
    })
    .join('\n')
}
