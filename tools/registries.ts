// Registries: a folder's units as one array, so that nobody types an id twice.

import { idsOn, type Shelf, shelves, type UnitKind } from './units.ts'

export interface GeneratedFile {
  readonly path: string
  readonly text: string
}

const types: Record<UnitKind, { readonly name: string; readonly inCore: string }> = {
  rule: { name: 'Rule', inCore: '../findings/define-rule.ts' },
  recipe: { name: 'Recipe', inCore: '../plan/define-recipe.ts' },
}

export function registries(): readonly GeneratedFile[] {
  return shelves().map((shelf) => ({ path: `${shelf.folder}/registry.generated.ts`, text: registry(shelf) }))
}

function registry(shelf: Shelf): string {
  const { kind, home } = shelf
  const ids = idsOn(shelf)
  const type = types[kind]
  const from = home === 'core' ? type.inCore : '@migration-planner/core'
  return [
    '// Written by `pnpm gen` from the folders beside it.',
    `import type { ${type.name} } from '${from}'`,
    ...ids.map((id) => `import ${camel(id)} from './${id}/${kind}.ts'`),
    '',
    `export const ${kind}s: readonly ${type.name}[] = [${ids.map(camel).join(', ')}]`,
    '',
  ].join('\n')
}

function camel(id: string): string {
  return id.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}
