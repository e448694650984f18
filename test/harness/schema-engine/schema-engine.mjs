#!/usr/bin/env node
// Stands in for Prisma's native `schema-engine` executable, which cannot be downloaded everywhere:
// the same Rust code compiled to WebAssembly (from npm) over node-postgres. PostgreSQL only.
// Prisma starts it through PRISMA_SCHEMA_ENGINE_BINARY. Environment:
//   SCHEMA_ENGINE_SPLIT=1         send every statement as a query of its own, as native Prisma >= 7.4 does
//   SCHEMA_ENGINE_LOG=file        append the arguments, requests and errors
import { readArguments } from './command-line.mjs'
import { record } from './log.mjs'

const argv = process.argv.slice(2)
record('ARGV', argv)
if (argv.includes('--version') || argv.includes('-V')) {
  console.log('schema-engine-cli 0000000000000000000000000000000000000000')
  process.exit(0)
}

const { datamodels, datasource, command } = readArguments(argv)
if (command === undefined) {
  const { serve } = await import('./rpc.mjs')
  serve({ datamodels, datasource })
} else {
  const { runDatabaseCommand } = await import('./database-commands.mjs')
  process.exit(await runDatabaseCommand(command, { datamodels, datasource }))
}
