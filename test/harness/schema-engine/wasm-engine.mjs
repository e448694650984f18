// Loads the WebAssembly build of the schema engine that belongs to the asking Prisma's major.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { log, record } from './log.mjs'

const PACKAGES = { 6: '@prisma/schema-engine-wasm-6', 7: '@prisma/schema-engine-wasm' }
const require = createRequire(import.meta.url)

// The engine's Rust reports a panic here; nothing it says afterwards could be trusted.
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message(message) {
    log('ERROR', message, { is_panic: true })
    record('PANIC', message)
    process.exit(1)
  },
}

/** @param {6 | 7} prismaMajor */
export async function loadSchemaEngine(prismaMajor) {
  const bindings = require.resolve(`${PACKAGES[prismaMajor]}/schema_engine_bg`)
  const runtime = await import(pathToFileURL(bindings).href)
  const wasm = readFileSync(path.join(path.dirname(bindings), 'schema_engine_bg.wasm'))
  const instance = new WebAssembly.Instance(new WebAssembly.Module(wasm), { './schema_engine_bg.js': runtime })
  runtime.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return runtime.SchemaEngine
}
