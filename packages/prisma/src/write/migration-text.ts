// What a step's files say: right in every Prisma version, whether it sends a file whole or statement by statement.
import { Bug, type Plan, type Step } from '@migration-planner/core'

/** migration.sql of one step. */
export function stepText(plan: Plan, index: number): string {
  const step = stepAt(plan, index)
  return file([heading(plan, index, step)], step.sql, step.transaction, lockTimeout(step))
}

/** down.sql of one step: what undoes it, or why nothing can. */
export function downText(plan: Plan, index: number): string {
  const step = stepAt(plan, index)
  const { rollback } = step
  const undoes = `Undoes: ${heading(plan, index, step)}`
  switch (rollback.kind) {
    case 'reversible':
      return file([undoes], rollback.sql, step.rollbackTransaction, lockTimeout(step))
    case 'loses-data':
      return file([undoes, `loses data: ${rollback.loses}`], rollback.sql, step.rollbackTransaction, lockTimeout(step))
    case 'impossible':
      return comment([undoes, `irreversible: ${rollback.because}`])
  }
}

function stepAt(plan: Plan, index: number): Step {
  const step = plan.steps[index]
  if (!step) throw new Bug(`the plan of ${plan.migration} has no step ${index}`)
  return step
}

function heading(plan: Plan, index: number, step: Step): string {
  return `${plan.migration}, step ${index + 1} of ${plan.steps.length}, ${step.phase}: ${step.title}`
}

/** Alone in its file where it refuses a transaction; all in one explicit transaction otherwise, whatever the Prisma version does by itself. */
function file(
  comments: readonly string[],
  statements: readonly string[],
  transaction: Step['transaction'],
  timeout: string | undefined,
): string {
  if (statements.length === 0) return comment([...comments, 'nothing to do'])
  if (transaction === 'none') {
    if (statements.length > 1) throw new Bug(`${statements.length} statements that refuse a transaction in one file`)
    return comment(comments) + statements.map(terminated).join('')
  }
  const lines = ['BEGIN', ...(timeout === undefined ? [] : [timeout]), ...statements, 'COMMIT']
  return comment(comments) + lines.map(terminated).join('')
}

function lockTimeout(step: Step): string | undefined {
  if (step.lockTimeoutMs !== undefined && step.lockTimeoutSql === undefined)
    throw new Bug(`"${step.title}" has a lock timeout without its SQL`)
  return step.lockTimeoutSql
}

function comment(lines: readonly string[]): string {
  return lines.map((line) => `-- ${line.split('\n').join(' ').trim()}\n`).join('')
}

/** The author's statement may end in a comment, which would swallow a semicolon behind it. */
function terminated(statement: string): string {
  const text = statement.trim()
  const lastLine = text.slice(text.lastIndexOf('\n') + 1)
  return `${text}${lastLine.includes('--') ? '\n' : ''};\n`
}
