// Asks the real Prisma, 6 and 7, whether an edited schema file is what the database is: held, and released again.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { align } from '../../packages/prisma/src/schema-file/align.ts'
import type { PrismaSchema } from '../../packages/prisma/src/schema-file/prisma-schema.ts'
import { earlierSchemas, writtenSchema } from '../../packages/prisma/test/fixture-files.ts'
import { type SchemaCase, schemaCases } from '../../packages/prisma/test/schema-cases.ts'
import { sharedPostgres } from '../harness/postgres.ts'
import type { PrismaMajor } from '../harness/prisma-cli.ts'
import { createPrismaProject, type PrismaProject } from '../harness/prisma-project.ts'

// Both majors compare alike: the older one is asked about one case of each sort.
const runs: readonly { readonly major: PrismaMajor; readonly cases: readonly SchemaCase[] }[] = [
  { major: 6, cases: schemaCases.filter(({ name }) => ['drop-relation', 'drop-table', 'not-null-and-default'].includes(name)) },
  { major: 7, cases: schemaCases },
]

describe.each(runs)('Prisma $major sees no drift', ({ major, cases }) => {
  describe.each(cases)('$name', ({ name, deployed, released, deploySql, releaseSql }) => {
    const written = writtenSchema(name)
    const donors = earlierSchemas(name)
    const held = align(written, released, deployed, { donors, hide: true, remark: '// kept' })
    let project: PrismaProject

    beforeAll(async () => {
      project = await projectWith(major, modelsOf(donors[0] ?? written), deploySql)
    })
    afterAll(() => project.dispose())

    test('while steps are held', async () => {
      project.writeSchema(modelsOf(held))
      expect(await project.drift()).toMatchObject({ code: 0 })
    })

    test('once they are released', async () => {
      project.writeMigration('29990102000000_released', releaseSql)
      project.writeSchema(modelsOf(written))
      expect(await project.drift()).toMatchObject({ code: 0 })
    })
  })
})

test.each(runs)('Prisma $major sees drift without the edits', async ({ major }) => {
  const project = await projectWith(major, modelsOf(earlierSchemas('drop-table')[0] ?? writtenSchema('drop-table')), '')
  project.writeSchema(modelsOf(writtenSchema('drop-table')))
  const drift = await project.drift()
  project.dispose()
  expect(drift).toMatchObject({ code: 2 })
})

/** A project whose history ends in what is deployed. */
async function projectWith(major: PrismaMajor, models: string, deploySql: string): Promise<PrismaProject> {
  const databaseUrl = await (await sharedPostgres()).createDatabase()
  const project = await createPrismaProject({ major, schema: models, databaseUrl })
  await project.createOnly('init')
  project.writeMigration('29990101000000_deployed', deploySql === '' ? 'SELECT 1;' : deploySql)
  return project
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
