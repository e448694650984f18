// Shows that the recorded fixtures are what the present Prisma CLI writes, and that each of them is whole.
import { expect, test } from 'vitest'
import { generate, generatedCases, recorded } from '../fixtures/prisma-generated/generate.ts'
import { query, sharedPostgres } from './postgres.ts'

test('the CLI still writes what was recorded of it', async () => {
  expect(await generate('everything-at-once', await sharedPostgres())).toEqual(recorded('everything-at-once'))
})

// Prisma turns SERIAL into BIGSERIAL here, which is no type that a column can be changed to (prisma#18532).
const REFUSED_BY_POSTGRES: Readonly<Record<string, string>> = {
  'primary-key-int-to-bigint': 'type "bigserial" does not exist',
}

test.each(generatedCases())('%s runs on an empty database', async (name) => {
  const server = await sharedPostgres()
  const url = await server.createDatabase()
  const { history, migration } = recorded(name)
  await query(url, history)
  const refusal = await query(url, migration).then(
    () => undefined,
    (error: Error) => error.message,
  )
  expect(refusal).toBe(REFUSED_BY_POSTGRES[name])
  await server.dropDatabase(url)
})
