// pnpm new rule <id> [--in postgres]; pnpm new recipe <id> [--in postgres]: a unit's folder, with everything that its author fills in.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { homesOfUnits, root, shelfOf, type UnitKind } from './units.ts'

const usage = `Usage: pnpm new rule <id> [--in ${homesOfUnits().join('|')}]
       pnpm new recipe <id> [--in ${homesOfUnits().join('|')}]
The id is kebab-case; a rule's says the harm (index-build-blocks-writes), a recipe's the change (add-index).`

/** The files of a unit: name and first text. */
type Files = Readonly<Record<string, string>>

const { values, positionals } = parseArgs({ allowPositionals: true, options: { in: { type: 'string', default: 'core' } } })
const [kind, id = ''] = positionals
const problem = problemWith(kind, id, values.in)
if (problem === undefined) scaffold(kind as UnitKind, id, values.in)
else {
  console.error(`${problem}\n${usage}`)
  process.exitCode = 2
}

function problemWith(asked: string | undefined, name: string, home: string): string | undefined {
  if (asked !== 'rule' && asked !== 'recipe') return `There is no "${asked ?? ''}" to make.`
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return `"${name}" is no id.`
  if (!homesOfUnits().includes(home)) return `Units do not live in "${home}".`
  const taken = homesOfUnits().find((other) => existsSync(join(root, shelfOf(asked, other).folder, name)))
  return taken === undefined ? undefined : `${asked} "${name}" exists already, in ${taken}.`
}

function scaffold(unit: UnitKind, name: string, home: string): void {
  const folder = `${shelfOf(unit, home).folder}/${name}`
  mkdirSync(join(root, folder), { recursive: true })
  for (const [file, text] of Object.entries(unit === 'rule' ? ruleFiles(name, home) : recipeFiles(name, home))) {
    writeFileSync(join(root, folder, file), text)
    console.log(`wrote ${folder}/${file}`)
  }
  console.log('Fill them in; then: pnpm gen && pnpm test:update && pnpm check')
}

function ruleFiles(name: string, home: string): Files {
  const from = home === 'core' ? '../../findings/define-rule.ts' : '@migration-planner/core'
  return {
    'rule.ts': `import { defineRule } from '${from}'

export default defineRule({
  id: '${name}',
  summary: '',
  risk: 'high',
  on: ['add-column'],
  message: '{table} …',
  strategy: '',
  needsDeploy: false,
  check(change) {
    const { table } = change.operation
    return change.effects.work === 'catalog' ? undefined : { table: table.name }
  },
})
`,
    'README.md': `Why it hurts: what waits, on which lock, for how long.

### Safe way

What to do instead, and what the plan does.
`,
    'unsafe.sql': `-- finds: ${name}\n`,
    'safe.sql': '',
  }
}

function recipeFiles(name: string, home: string): Files {
  const from = home === 'core' ? '../../plan/define-recipe.ts' : '@migration-planner/core'
  return {
    'recipe.ts': `import { defineRecipe } from '${from}'

export default defineRecipe({
  id: '${name}',
  summary: '',
  on: ['add-column'],
  spans: 'one change',
  draft(change) {
    if (change.effects.work === 'catalog') return undefined
    return { kind: 'refusal', about: [change], reason: 'not written yet' }
  },
})
`,
    'README.md': `How the safe way goes, step by step, and what each step holds and for how long.

### Way back

How each phase is undone.
`,
    'before.sql': '',
  }
}
