// Projects as Prisma's majors lay them out, and what is found out about each.
import { describe, expect, test } from 'vitest'
import { type Files, projectWith } from '../test/disk-project.ts'
import { databaseSchemaOf, detect } from './detect.ts'

const six = 'datasource db {\n  provider = "postgresql"\n  url = env("DATABASE_URL")\n}\n'
const seven = 'datasource db {\n  provider = "postgresql"\n}\n'
const installed = (version: string): Files => ({ 'node_modules/prisma/package.json': JSON.stringify({ version }) })
const config = `import { defineConfig, env } from 'prisma/config'
export default defineConfig({
  schema: 'db/schema', migrations: { path: 'db/history' }, datasource: { url: env('DATABASE_URL') },
})`

describe('where things are', () => {
  test('no schema: not a Prisma project', async () => {
    expect(await detect(projectWith({ 'package.json': '{}' }))).toBeUndefined()
  })

  test.each(['schema.prisma', 'prisma/schema.prisma'])('Prisma 6 with %s', async (place) => {
    const found = await detect(
      projectWith({ [place]: six, ...installed('6.19.3') }, { DATABASE_URL: 'postgresql://h/db?schema=shop' }),
    )
    expect(found).toMatchObject({ engine: 'postgresql', toolVersion: 6, databaseUrl: 'postgresql://h/db?schema=shop' })
    expect(found?.migrations).toBe(place.replace('schema.prisma', 'migrations'))
    expect(databaseSchemaOf(found)).toBe('shop')
  })

  test('Prisma 6 reads the schema’s place from package.json, Prisma 7 does not', async () => {
    const manifest = (range: string) =>
      JSON.stringify({ prisma: { schema: './db/my.prisma' }, devDependencies: { prisma: range } })
    const files = { 'db/my.prisma': six, 'prisma/schema.prisma': seven }
    expect(await detect(projectWith({ ...files, 'package.json': manifest('^6.1.0') }))).toMatchObject({
      migrations: 'db/migrations',
      toolVersion: 6,
    })
    expect(await detect(projectWith({ ...files, 'package.json': manifest('^7.0.0') }))).toMatchObject({
      migrations: 'prisma/migrations',
      toolVersion: 7,
    })
  })

  test('a schema folder: migrations beside the datasource in 6, at the top in 7', async () => {
    const files = {
      'package.json': '{"prisma":{"schema":"db"}}',
      'db/base/main.prisma': six,
      'db/models/user.prisma': 'model User {\n  id Int @id\n}\n',
    }
    expect(await detect(projectWith({ ...files, ...installed('6.0.0') }))).toMatchObject({ migrations: 'db/base/migrations' })
    const withConfig = { ...files, 'prisma.config.ts': `export default { schema: 'db' }`, ...installed('7.10.1') }
    expect(await detect(projectWith(withConfig))).toMatchObject({ migrations: 'db/migrations', details: { schemaRoot: 'db' } })
  })

  test.each(['prisma.config.ts', 'prisma.config.mjs', '.config/prisma.ts', 'prisma7.config.ts'])('%s', async (file) => {
    const up = file.startsWith('.config/')
    const text = up ? config.replaceAll("'db/", "'../db/") : config
    const project = projectWith({ [file]: text, 'db/schema/main.prisma': seven }, { DATABASE_URL: 'postgresql://h/db' })
    expect(await detect(project)).toEqual({
      engine: 'postgresql',
      migrations: 'db/history',
      databaseUrl: 'postgresql://h/db',
      details: { schemaRoot: 'db/schema' },
    })
  })

  test('a config that wants a variable that nobody set is read all the same: lint needs no database', async () => {
    const found = await detect(projectWith({ 'prisma.config.ts': config, 'db/schema/main.prisma': seven }))
    expect(found?.databaseUrl).toBeUndefined()
  })

  test('a config in CommonJS', async () => {
    const project = projectWith({ 'prisma.config.cjs': `module.exports = { schema: 'a.prisma' }`, 'a.prisma': seven })
    expect(await detect(project)).toMatchObject({ migrations: 'migrations' })
  })
})

describe('the database', () => {
  test('.env beside package.json wins over the one beside the schema, the environment over both', async () => {
    const files = { 'prisma/schema.prisma': six, 'prisma/.env': 'DATABASE_URL=postgresql://schema/db' }
    const both = { ...files, '.env': 'HOST=root\nDATABASE_URL="postgresql://${HOST}/db" # dev' }
    expect(await detect(projectWith(files))).toMatchObject({ databaseUrl: 'postgresql://schema/db' })
    expect(await detect(projectWith(both))).toMatchObject({ databaseUrl: 'postgresql://root/db' })
    expect(await detect(projectWith(both, { DATABASE_URL: 'postgresql://env/db' }))).toMatchObject({
      databaseUrl: 'postgresql://env/db',
    })
    expect(process.env['HOST']).not.toBe('root')
  })

  test('migrations go past a pooler: directUrl', async () => {
    const schema =
      'datasource db {\n  provider = "postgresql"\n  url = "postgresql://pool/db"\n  directUrl = "postgresql://direct/db"\n}\n'
    expect(await detect(projectWith({ 'schema.prisma': schema }))).toMatchObject({ databaseUrl: 'postgresql://direct/db' })
  })

  test.each(['mysql', 'sqlite', 'sqlserver', 'cockroachdb', 'mongodb'])('%s is told as it is', async (provider) => {
    expect(await detect(projectWith({ 'schema.prisma': seven.replace('postgresql', provider) }))).toMatchObject({
      engine: provider,
    })
  })

  test('postgres is postgresql', async () => {
    expect(await detect(projectWith({ 'schema.prisma': seven.replace('postgresql', 'postgres') }))).toMatchObject({
      engine: 'postgresql',
    })
  })
})

describe('what cannot be read', () => {
  const refused = async (files: Files): Promise<unknown> => {
    try {
      return await detect(projectWith(files))
    } catch (error) {
      return error
    }
  }

  test('a config that throws', async () => {
    const error = await refused({ 'prisma.config.ts': `throw new Error('no vault')` })
    expect(error).toMatchObject({
      name: 'UsageError',
      place: 'prisma.config.ts',
      message: 'prisma.config.ts cannot be read: no vault',
    })
  })

  test('a config that does not parse', async () => {
    expect(await refused({ 'prisma.config.ts': 'export default {' })).toMatchObject({
      name: 'UsageError',
      place: 'prisma.config.ts',
    })
  })

  test('a schema that is not where the config says', async () => {
    const error = await refused({ 'prisma.config.ts': `export default { schema: 'gone.prisma' }` })
    expect(error).toMatchObject({
      name: 'UsageError',
      message: 'prisma.config.ts names the schema gone.prisma, which is not there',
    })
  })

  test('a schema without a datasource', async () => {
    expect(await refused({ 'schema.prisma': 'model A {\n  id Int @id\n}\n' })).toMatchObject({
      name: 'UsageError',
      place: 'schema.prisma',
    })
  })
})
