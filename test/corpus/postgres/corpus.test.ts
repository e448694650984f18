// Cases after what public projects shipped, each with what a person should be told and given.
import { loadPostgres } from '@migration-planner/postgres'
import { describeCase, ruleFolders } from '@migration-planner/core/testing'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const engine = await loadPostgres()

for (const folder of ruleFolders(dirname(fileURLToPath(import.meta.url)))) describeCase(folder, engine)
