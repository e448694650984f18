// Section 5 of a plan: what to ask the database before and after, and the table that validation fills.
import type { WrittenCheck } from '../../plan/check.ts'
import { blocks, fence, table } from '../markdown.ts'
import { type CheckedValue, expectedText, type PlanDocument } from './document.ts'

type Stage = 'before' | 'after'

export function validation(document: PlanDocument): string {
  return blocks(
    '## 5. Validation',
    stage(document, 'before', document.plan.before),
    stage(document, 'after', document.plan.after),
  )
}

function stage(document: PlanDocument, name: Stage, checks: readonly WrittenCheck[]): string {
  const heading = name === 'before' ? '### Before' : '### After'
  if (checks.length === 0) return blocks(heading, 'Nothing needs to be asked of the data.')
  const queries = checks.map((check) => `-- ${check.title}: ${expectedText(check)}\n${check.sql};`).join('\n\n')
  return blocks(
    heading,
    fence('sql', queries),
    table(
      ['Check', 'Expected', 'Actual', 'Status'],
      checks.map((check) => row(document, name, check)),
    ),
  )
}

function row(document: PlanDocument, name: Stage, check: WrittenCheck): readonly string[] {
  const found: CheckedValue | undefined = document.checked?.[name]?.find(({ title }) => title === check.title)
  const command = `\`${document.binary} validate ${document.plan.migration} --stage ${name}\``
  return [check.title, expectedText(check), found?.actual ?? `not measured yet: ${command}`, found?.status ?? 'not run yet']
}
