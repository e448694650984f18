// describeRecipe(): a recipe's folder is its test: what its example becomes, and the laws that every plan keeps.
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Engine } from '../engine.ts'
import { atLeast } from '../findings/finding.ts'
import { displayName } from '../operations/names.ts'
import type { Decisions } from '../plan/define-recipe.ts'
import { applyIntents } from '../plan/apply-intent.ts'
import type { Plan, Planned, Step } from '../plan/plan.ts'
import { planMigrations } from '../planner.ts'
import { applyAll } from '../schema/apply.ts'
import type { Schema } from '../schema/schema.ts'
import { comparable } from './comparable.ts'

interface Example {
  readonly planned: Planned
  /** The schema that the original leads to. */
  readonly meant: unknown
}

/** Tests a recipe by its folder: `before.sql` becomes `plan.md`, and the plan keeps the laws. */
export function describeRecipe(folder: string, engine: Engine): void {
  const id = basename(folder)
  describe(`${id}`, () => {
    const example = planExample(readFileSync(join(folder, 'before.sql'), 'utf8'), engine)

    test('turns before.sql into plan.md', async () => {
      expect(engine.recipes.some((recipe) => recipe.id === id)).toBe(true)
      expect(readFileSync(join(folder, 'README.md'), 'utf8')).not.toMatch(/^##? /m)
      await expect(story(example.planned)).toMatchFileSnapshot(join(folder, 'plan.md'))
    })

    if (example.planned.kind === 'plan') describePlan(example.planned.plan, example.meant, engine)
  })
}

/** Tests a case by its folder: `migration.sql` leads to the findings and the plan in `plan.md`, and the plan keeps the laws. */
export function describeCase(folder: string, engine: Engine): void {
  describe(`${basename(folder)}`, () => {
    const example = planExample(readFileSync(join(folder, 'migration.sql'), 'utf8'), engine)

    test('leads to plan.md', async () => {
      const findings = (example.planned.kind === 'plan' ? example.planned.plan : example.planned).findings
      const lines = findings.map(({ risk, rule, message }) => `- **${risk}** ${rule}: ${message}`)
      await expect(`${[lines.join('\n') || 'No finding.', story(example.planned)].join('\n\n')}`).toMatchFileSnapshot(
        join(folder, 'plan.md'),
      )
    })

    if (example.planned.kind === 'plan') describePlan(example.planned.plan, example.meant, engine)
  })
}

/** What holds of every plan, whatever made it. */
export function describePlan(plan: Plan, meant: unknown, engine: Engine): void {
  test('ends in the schema that the original was meant to reach', () => {
    expect(comparable(plan.schemas.released)).toEqual(meant)
  })

  test('undoes each step to the schema before it', () => {
    let before = plan.schemas.before
    const ends = plan.steps.map((step) => {
      const start = before
      before = applyIntents(start, step.intents)
      const end = isUndoReadable(step) ? undone(before, step, engine) : start
      return { step: step.title, start: comparable(start), end: comparable(end) }
    })
    expect(ends.map(({ step, end }) => ({ step, schema: end }))).toEqual(ends.map(({ step, start }) => ({ step, schema: start })))
  })

  test('has nothing in it that lint would flag', () => {
    const migrations = plan.steps.map((step, index) => ({
      id: `step ${index + 1}`,
      source: { path: `step-${index + 1}.sql`, text: stepText(step) },
      transaction: 'file' as const,
      gaps: [],
    }))
    const { linted } = planMigrations({
      engine,
      migrations,
      pending: new Set(migrations.map(({ id }) => id)),
      baseline: plan.schemas.before,
      version: { major: plan.engine.version, known: true },
      rowsOf: () => undefined,
      smallTable: 0,
      levels: {},
      decisions: { renames: [], fills: [], notRenames: [] },
      lockTimeoutMs: 2000,
      backfill: { batchSize: 'auto' },
    })
    const deployed = linted.filter((_, index) => plan.steps[index]?.phase !== 'contract')
    expect(linted.flatMap(({ problems }) => problems)).toEqual([])
    expect(
      deployed.flatMap(({ findings }) =>
        findings.filter(({ risk }) => atLeast(risk, 'medium')).map(({ rule, message }) => `${rule}: ${message}`),
      ),
    ).toEqual([])
  })
}

/** A counter is moved by a block that looks its name up: what it does is shown on servers. */
function isUndoReadable({ rollback, intents }: Step): boolean {
  return rollback.kind === 'reversible' && !intents.some(({ kind }) => kind === 'move-counter')
}

function undone(after: Schema, { rollback }: Step, engine: Engine): Schema {
  const sql = rollback.kind === 'impossible' ? [] : rollback.sql
  const { statements } = engine.read({ path: 'down.sql', text: sql.map((statement) => `${statement};\n`).join('') })
  return applyAll(
    after,
    statements.flatMap(({ parts }) => parts.map(({ operation }) => operation)),
  )
}

function planExample(text: string, engine: Engine): Example {
  const lines = text.split('\n')
  const directives = (prefix: string): readonly string[] =>
    lines.filter((line) => line.startsWith(`-- ${prefix} `)).map((line) => line.slice(prefix.length + 4))
  const history = directives('existing')
    .map((rest) => `CREATE ${rest};`)
    .join('\n')
  const rows = new Map(directives('rows').map((rest) => [rest.split('=')[0] ?? '', Number(rest.split('=')[1])]))
  const migrations = [
    { id: 'history', source: { path: 'history.sql', text: history }, transaction: 'file' as const, gaps: [] },
    { id: '20260303120000_example', source: { path: 'before.sql', text }, transaction: 'file' as const, gaps: [] },
  ]
  const { planned } = planMigrations({
    engine,
    migrations,
    pending: new Set(['20260303120000_example']),
    version: { major: engine.defaultVersion, known: false },
    rowsOf: (table) => rows.get(displayName(table)),
    smallTable: 10_000,
    levels: {},
    decisions: decisionsIn(directives, engine),
    lockTimeoutMs: 2000,
    backfill: { batchSize: 'auto' },
  })
  const [first] = planned
  if (!first) throw new Error('nothing was planned')
  const operations = migrations.flatMap(({ source }) =>
    engine.read(source).statements.flatMap(({ parts }) => parts.map(({ operation }) => operation)),
  )
  const empty = { tables: new Map(), enums: new Map(), views: new Map(), triggers: [] }
  return { planned: first, meant: comparable(applyAll(empty, operations)) }
}

function decisionsIn(directives: (prefix: string) => readonly string[], engine: Engine): Decisions {
  const split = (
    text: string,
  ): { readonly table: { schema: undefined; name: string }; readonly column: string; readonly value: string } => {
    const [target = '', ...rest] = text.split('=')
    const [table = '', column = ''] = target.split('.')
    return { table: { schema: undefined, name: table }, column, value: rest.join('=') }
  }
  return {
    renames: directives('rename')
      .map(split)
      .map(({ table, column, value }) => ({ table, from: column, to: value })),
    notRenames: [],
    fills: directives('fill')
      .map(split)
      .map(({ table, column, value }) => {
        const expression = engine.readExpression(value)
        if (typeof expression === 'string') throw new SyntaxError(expression)
        return { table, column, value: expression }
      }),
  }
}

/** The plan as a reviewer reads it: step by step, forth and back. */
function story(planned: Planned): string {
  if (planned.kind === 'safe') return 'Safe as it is.\n'
  if (planned.kind === 'blocked') {
    return (
      [
        ...planned.questions.map(
          ({ question, answers }) => `Question: ${question}\n${answers.map((answer) => `- \`${answer}\``).join('\n')}`,
        ),
        ...planned.refusals.map(({ reason }) => `Refused: ${reason}.`),
      ].join('\n\n') + '\n'
    )
  }
  const { plan } = planned
  const rows = plan.classification.map(
    ({ change, type, risk, lock, strategy }) => `| ${[change, type, risk, lock, strategy].join(' | ')} |`,
  )
  const steps = plan.steps.map((step, index) => stepStory(step, index + 1))
  const end = plan.pointOfNoReturn
    ? `Point of no return: ${plan.pointOfNoReturn.step}: ${plan.pointOfNoReturn.because}.`
    : 'Point of no return: none, every step can be undone.'
  return (
    ['| Change | Type | Risk | Lock | Strategy |\n|---|---|---|---|---|\n' + rows.join('\n'), ...steps, end, '']
      .join('\n\n')
      .trimEnd() + '\n'
  )
}

function stepStory(step: Step, number: number): string {
  const locks = step.effects.locks
    .filter(({ blocks }) => blocks !== 'nothing')
    .map(({ mode, table }) => `${mode} on ${displayName(table)}`)
  const undo = step.rollback.kind === 'impossible' ? `Cannot be undone: ${step.rollback.because}.` : sqlBlock(step.rollback.sql)
  const loses = step.rollback.kind === 'loses-data' ? `Undo loses ${step.rollback.loses}.\n\n` : ''
  return [
    `### ${number}. ${step.phase}: ${step.title}`,
    `${step.transaction === 'own' ? 'One transaction' : 'No transaction'}; ${locks.length > 0 ? `${locks.join(', ')}, ${step.effects.work}` : 'blocks nobody'}.`,
    sqlBlock(step.sql),
    `Undo:\n\n${loses}${undo}`,
  ].join('\n\n')
}

function sqlBlock(sql: readonly string[]): string {
  return sql.length === 0 ? 'Nothing to do.' : `\`\`\`sql\n${sql.map((statement) => `${statement};`).join('\n')}\n\`\`\``
}

function stepText(step: Step): string {
  const statements =
    step.transaction === 'own'
      ? ['BEGIN', ...(step.lockTimeoutSql ? [step.lockTimeoutSql] : []), ...step.sql, 'COMMIT']
      : step.sql
  return statements.map((statement) => `${statement};\n`).join('')
}
