// Sections 1 to 3 of a plan: what changes, the SQL that will run, and how data moves.
import { displayName } from '../../operations/names.ts'
import type { Step } from '../../plan/plan.ts'
import { blocks, code, fence, list, table } from '../markdown.ts'
import { durationText, estimateOf, type NumberedStep, phasesOf, type PlanDocument } from './document.ts'

export function classification({ plan }: PlanDocument): string {
  const rows = plan.classification.map((row, index) => [
    String(index + 1),
    row.change,
    row.type,
    capital(row.risk),
    row.lock,
    row.strategy,
  ])
  return blocks('## 1. Classification', table(['#', 'Change', 'Type', 'Risk', 'Lock Duration', 'Strategy'], rows))
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export function migrationSql(document: PlanDocument): string {
  const phases = phasesOf(document).filter(({ steps }) => steps.length > 0)
  return blocks(
    '## 2. Migration SQL',
    ...phases.map((phase) =>
      blocks(`### Phase ${phase.number}. ${phase.title}`, ...phase.steps.map((step) => stepSql(document, step))),
    ),
  )
}

function stepSql(document: PlanDocument, { number, index, step, written }: NumberedStep): string {
  const held = written?.held === true ? ' (held until `release`)' : ''
  return blocks(
    `#### ${number} ${step.title}`,
    list([
      `Pattern: ${step.pattern}`,
      `File: ${written ? code(written.file) : 'not written yet'}${held}`,
      `Transaction: ${step.transaction === 'own' ? 'its own' : 'none: the statement commits by itself'}`,
      `Locks: ${locksText(step)}`,
    ]),
    fence('sql', document.stepText(index)),
  )
}

function locksText(step: Step): string {
  const locks = step.effects.locks.map(({ table: name, mode, blocks: what }) => `${mode} on ${displayName(name)} (stops ${what})`)
  if (locks.length === 0) return 'none on a table'
  const timeout = step.lockTimeoutMs === undefined ? '' : `; waits at most ${step.lockTimeoutMs / 1000} s for them`
  return locks.join(', ') + timeout
}

export function backfillStrategy(document: PlanDocument): string {
  const moving = phasesOf(document).flatMap(({ steps }) => steps.filter(({ step }) => step.batch))
  if (moving.length === 0) return blocks('## 3. Backfill strategy', 'No row changes its value: there is nothing to backfill.')
  return blocks(
    '## 3. Backfill strategy',
    table(
      ['Step', 'Table', 'Column', 'Key walked', 'Rows', 'Batch', 'Pause', 'Estimate'],
      moving.map((step) => batchRow(document, step)),
    ),
    'Each batch walks the key and commits on its own, so no lock outlives its batch; only rows that still need their value are written, so the step may be run again at any time.',
    ...moving.map((step) => watching(document, step)),
  )
}

function batchRow(document: PlanDocument, { number, step }: NumberedStep): readonly string[] {
  const { batch } = step
  if (!batch) return []
  const estimate = estimateOf(document, step)
  return [
    number,
    displayName(batch.table),
    batch.column,
    batch.key.join(', '),
    batch.rows === undefined ? 'not known' : batch.rows.toLocaleString('en-US'),
    batch.rows !== undefined && batch.rows <= batch.size ? 'all at once' : batch.size.toLocaleString('en-US'),
    batch.pauseMs === 0 ? 'none' : `${batch.pauseMs} ms`,
    typeof estimate === 'number' ? durationText(estimate) : `not known: ${estimate}`,
  ]
}

function watching(document: PlanDocument, { number, step }: NumberedStep): string {
  const checks = step.checks.map(({ title, sql }) => blocks(`*${title}*`, fence('sql', `${sql};`)))
  return blocks(
    `**Watch ${number}**: the server reports each batch as a notice${checks.length > 0 ? ', and this tells what is left:' : '.'}`,
    ...checks,
    `**Stop ${number}**: interrupt the deploy. The batch in hand is undone, those before it stay; \`${document.deployCommand}\` goes on with what is left, after the rollback command of section 4 told ${document.tool.title} that the step did not finish.`,
  )
}
