// Section 4 of a plan: how to go back, by the tool's commands and by hand, and from where on that is no longer possible.
import type { Step } from '../../plan/plan.ts'
import { blocks, checklist, code, fence, numbered } from '../markdown.ts'
import { type NumberedStep, phasesOf, type PlanDocument } from './document.ts'

export function rollbackPlan(document: PlanDocument): string {
  const steps = phasesOf(document)
    .flatMap((phase) => phase.steps)
    .toReversed()
  return blocks(
    '## 4. Rollback plan',
    '### Automatic',
    `\`${document.binary} rollback ${document.plan.migration}\` undoes the applied steps, last first, and corrects the tool's record. With ${document.tool.title}'s own commands:`,
    numbered(document.rollbackCommands.map(({ title, command }) => `${title}\n${fence('sh', command.map(shellWord).join(' '))}`)),
    '### Manual',
    'The exact reverse of each step, last first. A held step that was not released has nothing to undo.',
    ...steps.map(undoOf),
    '### Verification',
    checklist([
      'The schema equals the one before the migration',
      'Row counts are those written down before (section 5)',
      'The application is healthy: error rate, response times',
      'No row refers to one that is gone',
    ]),
    '### Point of no return',
    pointOfNoReturn(document),
  )
}

function undoOf({ number, step, written }: NumberedStep): string {
  const place = written ? ` (${code(written.downFile)})` : ''
  return blocks(`**Undo ${number}** ${step.title}${place}`, undoText(step))
}

function undoText({ rollback, rollbackTransaction }: Step): string {
  if (rollback.kind === 'impossible') return `Cannot be undone: ${rollback.because}`
  const sql = rollback.sql.map((statement) => `${statement};`).join('\n')
  const loses = rollback.kind === 'loses-data' ? `Loses data: ${rollback.loses}` : ''
  if (sql === '') return blocks(loses, 'Nothing to run: the step leaves nothing behind.')
  return blocks(loses, fence('sql', rollbackTransaction === 'own' ? `BEGIN;\n${sql}\nCOMMIT;` : sql))
}

function pointOfNoReturn({ plan }: PlanDocument): string {
  if (!plan.pointOfNoReturn) return 'None: every step can be undone without losing a row or a value.'
  const { step, because } = plan.pointOfNoReturn
  return `**${step}**. ${because} After it, that data must be reconstructed or restored from a backup.`
}

/** A word as a shell takes it. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}
