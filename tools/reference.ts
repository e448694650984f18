// The reference: pages made of the units' own fields and files, so that they cannot say anything else than the code.

import type { GeneratedFile } from './registries.ts'
import { load, textIn, type Unit, type UnitKind } from './units.ts'

export const referenceFolder = 'docs/reference'

export async function reference(): Promise<readonly GeneratedFile[]> {
  const rules = await load('rule')
  const recipes = await load('recipe')
  return [
    { path: `${referenceFolder}/rules.md`, text: rulesIndex(rules) },
    { path: `${referenceFolder}/recipes.md`, text: recipesIndex(recipes) },
    ...rules.map((rule) => ({ path: pageOf(rule), text: rulePage(rule) })),
    ...recipes.map((recipe) => ({ path: pageOf(recipe), text: recipePage(recipe) })),
  ]
}

function pageOf(unit: Unit): string {
  return `${referenceFolder}/${unit.kind}s/${unit.id}.md`
}

function rulesIndex(rules: readonly Unit<'rule'>[]): string {
  const rows = rules.map((rule) => [linkTo(rule), rule.form.summary, rule.form.risk, databasesOf(rule), code(rule.form.on)])
  return document(
    '# Rules',
    'A rule is an opinion about one change: the harm it does while the application runs.',
    table(['Rule', 'Hazard', 'Risk', 'Databases', 'Looks at'], rows),
    'Written by `pnpm gen` from the folders of the rules.',
  )
}

function recipesIndex(recipes: readonly Unit<'recipe'>[]): string {
  const rows = recipes.map((recipe) => [linkTo(recipe), recipe.form.summary, databasesOf(recipe), code(recipe.form.on)])
  return document(
    '# Recipes',
    'A recipe is a safe way to the same schema. Those that see several changes as one are asked first; the first answer wins.',
    table(['Recipe', 'Safe way', 'Databases', 'Looks at'], rows),
    'Written by `pnpm gen` from the folders of the recipes.',
  )
}

function rulePage(rule: Unit<'rule'>): string {
  const { id, summary, risk, on, strategy, needsDeploy } = rule.form
  const facts = [
    ['Rule', `\`${id}\``],
    ['Risk', risk],
    ['Databases', databasesOf(rule)],
    ['Looks at', code(on)],
    ['Safe way', strategy],
    ['Needs a release of the application', needsDeploy ? 'yes' : 'no'],
  ]
  return document(
    `# ${summary}`,
    table(['', ''], facts),
    textIn(rule.folder, 'README.md'),
    section('Unsafe', sql(textIn(rule.folder, 'unsafe.sql'))),
    section('Safe', sql(textIn(rule.folder, 'safe.sql'))),
    section('What you see', textIn(rule.folder, 'report.md')),
    source(rule),
  )
}

function recipePage(recipe: Unit<'recipe'>): string {
  const { id, summary, on, spans } = recipe.form
  const facts = [
    ['Recipe', `\`${id}\``],
    ['Databases', databasesOf(recipe)],
    ['Looks at', code(on)],
    ['Answers for', spans],
  ]
  return document(
    `# ${summary}`,
    table(['', ''], facts),
    textIn(recipe.folder, 'README.md'),
    section('Before', sql(textIn(recipe.folder, 'before.sql'))),
    section('The plan', textIn(recipe.folder, 'plan.md')),
    source(recipe),
  )
}

function source(unit: Unit): string {
  return `Written by \`pnpm gen\` from [\`${unit.folder}\`](../../../${unit.folder}).`
}

function linkTo(unit: Unit<UnitKind>): string {
  return `[\`${unit.id}\`](${unit.kind}s/${unit.id}.md)`
}

function databasesOf(unit: Unit): string {
  const titles: Readonly<Record<string, string>> = { core: 'all', postgres: 'PostgreSQL', mysql: 'MySQL', sqlite: 'SQLite' }
  return titles[unit.home] ?? unit.home
}

function code(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ')
}

function sql(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `\`\`\`sql\n${text.trim()}\n\`\`\``
}

function section(title: string, body: string | undefined): string | undefined {
  return body === undefined ? undefined : `## ${title}\n\n${body.trim()}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function document(...parts: readonly (string | undefined)[]): string {
  const written = parts.filter((part) => part !== undefined).map((part) => part.trim())
  return `${written.join('\n\n')}\n`
}
