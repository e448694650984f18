// An index built without keeping anybody from writing.
import type { IndexDefinition } from '../operations/definitions.ts'
import { displayName, siblingName } from '../operations/names.ts'
import type { DraftStep, PhaseName } from '../plan/draft.ts'

/** One step, outside any transaction; an interrupted build leaves an invalid index behind, which the deploy drops first. */
export function buildIndexStep(index: IndexDefinition, phase: PhaseName): DraftStep {
  const drop = {
    kind: 'drop-index',
    index: siblingName(index.table, index.name),
    concurrently: true,
    ifExists: false,
    cascade: false,
  } as const
  return {
    phase,
    title: `Build ${index.unique ? 'unique ' : ''}index ${index.name} on ${displayName(index.table)} while everybody goes on writing`,
    slug: `index_${index.name}`,
    pattern: 'Index built concurrently',
    intents: [{ kind: 'add-index', table: index.table, index, concurrently: true, ifNotExists: false }],
    rollback: { kind: 'reversible', intents: [drop] },
    checks: [
      {
        title: `Index ${index.name} is valid`,
        question: { kind: 'index-valid', table: index.table, index: index.name },
        expected: 1,
      },
    ],
    alone: true,
  }
}

/** Takes an index away without keeping anybody from reading. */
export function dropIndexStep(index: IndexDefinition, phase: PhaseName): DraftStep {
  return {
    phase,
    title: `Drop index ${index.name} of ${displayName(index.table)} while everybody goes on`,
    slug: `drop_${index.name}`,
    pattern: 'Index dropped concurrently',
    intents: [
      { kind: 'drop-index', index: siblingName(index.table, index.name), concurrently: true, ifExists: false, cascade: false },
    ],
    rollback: {
      kind: 'reversible',
      intents: [{ kind: 'add-index', table: index.table, index, concurrently: true, ifNotExists: false }],
    },
    alone: true,
  }
}
