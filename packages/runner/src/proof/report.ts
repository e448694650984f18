// The report of a proof: markdown for a file, text for a terminal, a summary for a plan's document.
import { displayName } from '@migration-planner/core'
import type { ProofSummary } from '@migration-planner/core/render'
import { type Claim, claimTitles, type PlanProof, type Proof } from './proof.ts'

export function renderProof(proof: Proof, format: 'markdown' | 'pretty' = 'markdown'): string {
  return `${(format === 'markdown' ? markdown(proof) : pretty(proof)).join('\n')}\n`
}

/** What a plan repeats of its proof; undefined where the proof is not about it. */
export function summariseProof(proof: Proof, migration: string): ProofSummary | undefined {
  const plan = proof.plans.find((candidate) => candidate.migration === migration)
  return (
    plan && {
      rollbackTested: plan.claims.some(({ number, outcome }) => number === 4 && outcome === 'held'),
      because: `run on ${proof.on}, on ${proof.rows} rows`,
      claims: plan.claims.map((claim) => ({
        number: claim.number,
        claim: claimTitles[claim.number],
        outcome: claim.outcome,
        detail: [claim.detail, ...faultsInWords(claim)].join('. '),
      })),
    }
  )
}

function faultsInWords({ faults }: Claim): readonly string[] {
  return faults.map(({ statement, difference }) => `${statement}: ${difference}`)
}

function circumstances(proof: Proof): readonly string[] {
  const removed = proof.removedRows.map(
    ({ table, rows, because }) =>
      `${rows} of them were taken away from ${shown(table)} first, because the original refuses them: ${because}.`,
  )
  const empty = proof.emptyTables.map(({ table, because }) => `${shown(table)} stayed empty: ${because}.`)
  return [`Run on ${proof.on}, on ${proof.rows} rows made for the purpose.`, ...removed, ...empty]
}

function shown(table: Parameters<typeof displayName>[0]): string {
  return table.schema === 'public' ? table.name : displayName(table)
}

function markdown(proof: Proof): readonly string[] {
  return ['# Proof', '', ...circumstances(proof).flatMap((line) => [line, '']), ...proof.plans.flatMap(planInMarkdown)].slice(
    0,
    -1,
  )
}

function planInMarkdown({ migration, claims, notes }: PlanProof): readonly string[] {
  const rows = claims.map(
    (claim) => `| ${claim.number} | ${claimTitles[claim.number]} | ${claim.outcome} | ${cell(claim.detail)} |`,
  )
  const faults = claims.flatMap((claim) => faultsInWords(claim).map((fault) => `- Claim ${claim.number}: ${fault}`))
  return [
    `## ${migration}`,
    '',
    '| # | claim | outcome | how |',
    '|---|---|---|---|',
    ...rows,
    '',
    ...(faults.length === 0 ? [] : [...faults, '']),
    ...(notes.length === 0 ? [] : [...notes.map((note) => `- ${note}`), '']),
  ]
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').split('\n').join(' ')
}

const marks: Readonly<Record<Claim['outcome'], string>> = { held: '✓', failed: '✗', 'not checked': '–' }

function pretty(proof: Proof): readonly string[] {
  return [
    ...circumstances(proof),
    ...proof.plans.flatMap(({ migration, claims, notes }) => [
      '',
      migration,
      ...claims.flatMap((claim) => [
        `  ${marks[claim.outcome]} ${claim.number} ${claimTitles[claim.number]}: ${claim.outcome}`,
        `      ${claim.detail}`,
        ...faultsInWords(claim).map((fault) => `      ${fault}`),
      ]),
      ...notes.map((note) => `  ${note}`),
    ]),
  ]
}
