// PostgreSQL as an Engine: pure and synchronous once its grammar is loaded.
import { coreRecipes, coreRules, type Engine } from '@migration-planner/core'
import { effectsOf, effectsOfIntent } from './effects/index.ts'
import { loadParser } from './load.ts'
import { longestName, readExpression, readPostgres } from './read/index.ts'
import { recipes } from './recipes/registry.generated.ts'
import { rules } from './rules/registry.generated.ts'
import { quote, renameColumns, write, writeCheck } from './write/index.ts'

/** Usable after `loadPostgres()`. */
export const postgres: Engine = {
  name: 'postgresql',
  title: 'PostgreSQL',
  defaultVersion: 15,
  rules: [...coreRules, ...rules],
  recipes: [...coreRecipes, ...recipes],
  read: readPostgres,
  readExpression,
  effectsOf,
  effectsOfIntent,
  write,
  writeCheck,
  quote,
  lockTimeout: (milliseconds) =>
    `SET LOCAL lock_timeout = '${milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`}'`,
  renameColumns,
  longestName,
}

/** The engine with its grammar loaded. */
export async function loadPostgres(): Promise<Engine> {
  await loadParser()
  return postgres
}
