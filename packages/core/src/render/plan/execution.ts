// Sections 6 to 8 of a plan: carrying it out, its files, and the summary.
import { heldSteps, type Plan } from '../../plan/plan.ts'
import { blocks, checklist, code, numbered, table } from '../markdown.ts'
import { estimateText, type NumberedPhase, type NumberedStep, phasesOf, type PlanDocument, tablesOf } from './document.ts'
import { capital } from './migration-sql.ts'

export function executionPlan(document: PlanDocument): string {
  return blocks(
    '## 6. Execution plan',
    '### Pre-flight',
    checklist([
      'A backup was made and a restore of it was tried',
      'The whole plan was run on a staging database',
      `The rollback was rehearsed there (\`${document.binary} rollback ${document.plan.migration}\`)`,
      'No window is needed: the application keeps running',
      'The people on call know when it runs and where this plan is',
      `The baseline is written down (\`${document.binary} validate ${document.plan.migration} --stage before\`)`,
    ]),
    ...phasesOf(document).map((phase) => phaseText(document, phase)),
    '### After',
    checklist([
      `\`${document.binary} validate ${document.plan.migration} --stage after\` says OK on every line`,
      'The logs of the application and the server show no new errors',
      'Query times stay where they were for 24 hours',
      ...tablesOf(document.plan).map((name) => `\`VACUUM (ANALYZE) ${document.quoteTable(name)}\` was run`),
      'The documentation names what is new and no longer what is gone',
      'The ticket is closed',
    ]),
  )
}

function phaseText(document: PlanDocument, phase: NumberedPhase): string {
  const heading = `### Phase ${phase.number}. ${phase.title}`
  if (phase.steps.length === 0) return blocks(heading, 'Nothing to do.')
  const held = phase.name === 'contract'
  const commands = held
    ? [
        'Release the application that no longer uses what will go, everywhere, and retire the one before it',
        `Let the held files go: \`${document.binary} release ${document.plan.migration}\``,
        `Deploy: \`${document.deployCommand}\``,
      ]
    : [`Deploy: \`${document.deployCommand}\` (one run carries out phases 1 to 3)`]
  return blocks(
    heading,
    `Estimate: ${estimateText(
      document,
      phase.steps.map(({ step }) => step),
    )}.`,
    numbered([
      ...commands,
      ...phase.steps.map(
        ({ number, step, written }) => `Step ${number}: ${step.title}${written ? ` (${code(written.id)})` : ''}`,
      ),
    ]),
    `**Checkpoint**: ${checkpoint(document, phase)}`,
  )
}

function checkpoint(document: PlanDocument, phase: NumberedPhase): string {
  const checks = phase.steps.flatMap(({ step }) =>
    step.checks.map(({ title, expected }) => (typeof expected === 'number' ? `${title}: ${expected}` : title)),
  )
  const recorded = `${document.tool.title} records ${phase.steps.length === 1 ? 'the step' : `all ${phase.steps.length} steps`} as applied`
  const next = phase.name === 'constrain' ? ['the new application may be released: both shapes work from here on'] : []
  return `${[recorded, ...checks, ...next].join('; ')}.`
}

export function version(document: PlanDocument): string {
  const rows = phasesOf(document)
    .flatMap((phase) => phase.steps)
    .map(({ number, step, written }: NumberedStep) => [
      number,
      written ? code(written.id) : 'not written yet',
      step.phase,
      written?.held === true ? 'held' : 'with the next deploy',
    ])
  return blocks(
    '## 7. Version',
    `The files take the place of ${code(document.plan.migration)}, in ${document.tool.title}'s own convention:`,
    table(['Step', 'Migration', 'Phase', 'Runs'], rows),
    `The original stays in ${code(`${document.planFolder}/original`)}.`,
    document.tool.recordedIn ?? `${document.tool.title} records each of them as it records any migration.`,
  )
}

export function summary(document: PlanDocument): string {
  const { plan, proof } = document
  const rows = [
    ['Database', `${plan.engine.title} ${plan.engine.version}`],
    ['Changes', String(plan.classification.length)],
    ['Overall risk', `${capital(plan.risk)} as written; the plan takes it away step by step`],
    ['Estimated execution', estimateText(document, plan.steps)],
    ['Downtime required', 'zero'],
    ['Rollback tested', proof.rollbackTested ? `yes: ${proof.because}` : `no: ${proof.because}`],
  ]
  return blocks(
    '## 8. Summary',
    table(['What', 'Answer'], rows),
    claims(document),
    '### Next steps',
    numbered(nextSteps(document, plan)),
  )
}

function claims({ proof }: PlanDocument): string {
  if (proof.claims.length === 0) return ''
  return blocks(
    '### Proof',
    table(
      ['#', 'Claim', 'Outcome', 'Detail'],
      proof.claims.map(({ number, claim, outcome, detail }) => [String(number), claim, outcome, detail]),
    ),
  )
}

function nextSteps({ binary, deployCommand }: PlanDocument, plan: Plan): readonly string[] {
  const held = heldSteps(plan)
  return [
    'Review this plan and commit it with the files',
    `Deploy: \`${deployCommand}\``,
    `Validate: \`${binary} validate ${plan.migration} --stage after\``,
    ...(held.length === 0
      ? []
      : [`When no running application uses what will go: \`${binary} release ${plan.migration}\`, and deploy again`]),
  ]
}

/** Things that the reader should know beforehand, above the sections. */
export function introduction({ plan }: PlanDocument): string {
  const held = heldSteps(plan).length
  const parts = [
    `Takes the place of the pending migration ${code(plan.migration)}.`,
    `${plan.steps.length} ${plan.steps.length === 1 ? 'step' : 'steps'}${held > 0 ? `, ${held} of them held until the application is ready` : ''}.`,
  ]
  return parts.join(' ')
}
