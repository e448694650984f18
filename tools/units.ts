// Units: folders that are one rule or one recipe each, listed where they live.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Recipe, Rule } from '@migration-planner/core'

export const root = resolve(import.meta.dirname, '..')

export type UnitKind = 'rule' | 'recipe'

/** A folder of units, for example `packages/core/src/rules`. */
export interface Shelf {
  readonly kind: UnitKind
  /** The package's folder name. */
  readonly home: string
  /** Relative to the root, with forward slashes. */
  readonly folder: string
}

export interface Unit<K extends UnitKind = UnitKind> {
  readonly kind: K
  readonly home: string
  readonly id: string
  readonly folder: string
  readonly form: K extends 'rule' ? Rule : Recipe
}

const homes = ['core', 'postgres', 'mysql', 'sqlite']

/** Every shelf that exists. */
export function shelves(): readonly Shelf[] {
  return homes
    .flatMap((home) => [shelfOf('rule', home), shelfOf('recipe', home)])
    .filter((shelf) => existsSync(join(root, shelf.folder)))
}

export function shelfOf(kind: UnitKind, home: string): Shelf {
  return { kind, home, folder: `packages/${home}/src/${kind}s` }
}

/** Where units can live. */
export function homesOfUnits(): readonly string[] {
  return homes.filter((home) => existsSync(join(root, 'packages', home)))
}

/** The ids on a shelf, sorted the same way everywhere. */
export function idsOn(shelf: Shelf): readonly string[] {
  return readdirSync(join(root, shelf.folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, shelf.folder, entry.name, `${shelf.kind}.ts`)))
    .map((entry) => entry.name)
    .toSorted((one, other) => (one < other ? -1 : 1))
}

/** Loads the units of a kind from every shelf, sorted by id. */
export async function load<K extends UnitKind>(kind: K): Promise<readonly Unit<K>[]> {
  const found = shelves()
    .filter((shelf) => shelf.kind === kind)
    .flatMap((shelf) => idsOn(shelf).map((id) => ({ kind, home: shelf.home, id, folder: `${shelf.folder}/${id}` })))
  const units = await Promise.all(found.map(async (unit) => ({ ...unit, form: await formOf<K>(unit.kind, unit.folder) })))
  return units.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

async function formOf<K extends UnitKind>(kind: K, folder: string): Promise<Unit<K>['form']> {
  const file = `${folder}/${kind}.ts`
  const module = (await import(pathToFileURL(join(root, file)).href)) as { readonly default?: Unit<K>['form'] }
  if (module.default === undefined) throw new Error(`${file} has no default export`)
  return module.default
}

/** A file of a unit, undefined where it is not written yet. */
export function textIn(folder: string, name: string): string | undefined {
  const path = join(root, folder, name)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
