// `explain`: one rule with what goes wrong, its safe way, and its own example judged by the program itself.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Rule, UsageError } from '@migration-planner/core'
import type { Context, Outcome } from '../context.ts'
import { loadEngine } from '../workspace/open.ts'

export async function explain(context: Context, name: string): Promise<Outcome> {
  const engine = await loadEngine()
  const rule = engine.rules.find(({ id }) => id === name)
  if (!rule) throw unknownRule(context, name, engine.rules)
  const { paint } = context.terminal
  const folder = folderOf(rule.id)
  const prose = folder === undefined ? undefined : await textOf(join(folder, 'README.md'))
  const unsafe = folder === undefined ? undefined : await textOf(join(folder, 'unsafe.sql'))
  const parts = [
    `${paint.bold(rule.id)}  ${rule.risk} risk`,
    rule.summary,
    prose?.trim() ?? '',
    `${paint.green('Safe way:')} ${rule.strategy}${rule.needsDeploy ? ' (with a release of the application in between)' : ''}`,
    unsafe === undefined ? '' : `${paint.red('Unsafe:')}\n${indent(unsafe)}`,
    `To allow one statement, write on the line before it:\n  -- migration-planner: allow ${rule.id} (why it is fine here)`,
  ]
  context.terminal.result(parts.filter((part) => part !== '').join('\n\n'))
  return 0
}

function unknownRule({ binary }: Context, name: string, rules: readonly Rule[]): UsageError {
  const words = name.split('-').filter((word) => word.length > 3)
  const near = rules.filter(({ id }) => words.some((word) => id.includes(word))).map(({ id }) => id)
  return new UsageError(
    `There is no rule ${name}`,
    near.length > 0 ? `Perhaps: ${near.slice(0, 5).join(', ')}` : `\`${binary} rules\` lists them`,
  )
}

/** A rule's folder, in the package that it belongs to; published with it. */
function folderOf(rule: string): string | undefined {
  const packages = ['@migration-planner/core', '@migration-planner/postgres']
  return packages
    .map((name) => join(dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`))), 'src', 'rules', rule))
    .find((folder) => existsSync(folder))
}

async function textOf(file: string): Promise<string | undefined> {
  return existsSync(file) ? readFile(file, 'utf8') : undefined
}

/** The example without the marks that its test reads. */
function indent(sql: string): string {
  const lines = sql.split('\n').filter((line) => !line.startsWith('-- finds:'))
  return lines
    .join('\n')
    .trim()
    .replaceAll(/^(?=.)/gm, '  ')
}
