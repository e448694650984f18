// Carries out requests on the WebAssembly engine, and does what its native twin would where that differs.
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { createDatabase } from './databases.mjs'
import { resolveDatasource } from './datasource.mjs'
import { asMigrationFailure } from './migration-failure.mjs'
import { openSession } from './session.mjs'
import { openShadow } from './shadow.mjs'
import { loadSchemaEngine } from './wasm-engine.mjs'

/**
 * One engine, and one session, for as long as the requests are about the same database.
 * @param {import('./command-line.mjs').Arguments} given
 * @param {(content: string) => void} print how a diff is shown: the CLI prints what it is sent
 */
export function createEngine(given, print) {
  let current

  async function engineFor(target) {
    if (current?.url === target.url && current.shadowUrl === target.shadowUrl) return current
    await close()
    current = await startEngine(given.datamodels, target)
    return current
  }

  async function call(method, params) {
    const target = resolveDatasource(given, params)
    if (method === 'createDatabase') return { databaseName: await createDatabase(target.url) }
    const running = await engineFor(target)
    try {
      const result = await run(running.engine, method, params)
      if (method !== 'diff' || typeof result?.stdout !== 'string') return result
      print(result.stdout.replace(/\n$/, ''))
      return { exitCode: result.exitCode }
    } catch (error) {
      throw asMigrationFailure(error, running.failure, method, params)
    }
  }

  async function close() {
    current?.engine.free()
    await current?.end()
    current = undefined
  }

  return { call, close }
}

async function startEngine(datamodels, target) {
  const sessions = new Set()
  const started = { ...target, failure: undefined, engine: undefined, end: undefined }
  const failed = (script, error) => (started.failure = { script, error })
  const factory = {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    async connect() {
      const session = await openSession(target.url, { name: 'schema-engine', failed })
      sessions.add(session)
      return session.adapter
    },
    connectToShadowDb: () => openShadow(target, { name: 'schema-engine-shadow', failed }),
  }
  const SchemaEngine = await loadSchemaEngine(target.prismaMajor)
  started.engine = await SchemaEngine.new(
    { datamodels: datamodels.length > 0 ? datamodels : undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  )
  started.end = () => Promise.all([...sessions].map((session) => session.end()))
  return started
}

async function run(engine, method, params) {
  if (method === 'getDatabaseVersion') return engine.version(params)
  if (method === 'evaluateDataLoss' || method === 'createMigration') {
    // This build cannot open a shadow database for these two, but uses what an earlier request left in its cache.
    const { migrationsList, filters } = params
    await engine.diagnoseMigrationHistory({ migrationsList, filters, optInToShadowDatabase: true })
  }
  return engine[method](params ?? undefined)
}
