// The actions of ALTER TABLE that are not modelled: what they are called, and which of them nobody minds.
import type { AlterTableCmd, AlterTableType, ObjectType } from '@pgsql/types'
import type { Annotate, Opaque } from '@migration-planner/core'
import { opaque } from './pieces.ts'
import type { StatementText } from './statement-text.ts'

/** Objects that are altered by ALTER TABLE's grammar; a composite type's attributes are another grammar. */
export const alteredObjects: Readonly<Partial<Record<ObjectType, string>>> = {
  OBJECT_TABLE: 'ALTER TABLE',
  OBJECT_INDEX: 'ALTER INDEX',
  OBJECT_VIEW: 'ALTER VIEW',
  OBJECT_MATVIEW: 'ALTER MATERIALIZED VIEW',
  OBJECT_SEQUENCE: 'ALTER SEQUENCE',
  OBJECT_FOREIGN_TABLE: 'ALTER FOREIGN TABLE',
}

const annotations: Readonly<Partial<Record<AlterTableType, Annotate['what']>>> = {
  AT_ChangeOwner: 'owner',
  AT_SetStatistics: 'statistics',
  AT_SetOptions: 'statistics',
  AT_ResetOptions: 'statistics',
  AT_SetStorage: 'storage parameters',
  AT_SetCompression: 'storage parameters',
  AT_SetRelOptions: 'storage parameters',
  AT_ResetRelOptions: 'storage parameters',
}

/** What an action that changes no meaning is about; undefined for the others. */
export function annotatedBy(action: AlterTableType | undefined): Annotate['what'] | undefined {
  return action && annotations[action]
}

/** Names of the actions whose AT_ names do not fall into the manual's words. */
const actionNames: Readonly<Partial<Record<AlterTableType, string>>> = {
  AT_SetUnLogged: 'SET UNLOGGED',
  AT_SetTableSpace: 'SET TABLESPACE',
  AT_AddInherit: 'INHERIT',
  AT_DropInherit: 'NO INHERIT',
  AT_AddOf: 'OF',
  AT_DropOf: 'NOT OF',
  AT_AddIdentity: 'ADD GENERATED AS IDENTITY',
  AT_EnableRowSecurity: 'ENABLE ROW LEVEL SECURITY',
  AT_DisableRowSecurity: 'DISABLE ROW LEVEL SECURITY',
  AT_ForceRowSecurity: 'FORCE ROW LEVEL SECURITY',
  AT_NoForceRowSecurity: 'NO FORCE ROW LEVEL SECURITY',
  AT_EnableTrig: 'ENABLE TRIGGER',
  AT_EnableAlwaysTrig: 'ENABLE ALWAYS TRIGGER',
  AT_EnableReplicaTrig: 'ENABLE REPLICA TRIGGER',
  AT_DisableTrig: 'DISABLE TRIGGER',
  AT_EnableTrigAll: 'ENABLE TRIGGER ALL',
  AT_DisableTrigAll: 'DISABLE TRIGGER ALL',
  AT_EnableTrigUser: 'ENABLE TRIGGER USER',
  AT_DisableTrigUser: 'DISABLE TRIGGER USER',
}

/** An action that is delimited but not modelled. */
export function opaqueAction(altered: string, command: AlterTableCmd, statement: StatementText): Opaque {
  const isDetach = command.subtype === 'AT_DetachPartition'
  const concurrently =
    isDetach && command.def !== undefined && 'PartitionCmd' in command.def && (command.def.PartitionCmd.concurrent ?? false)
  return opaque(statement, { what: `${altered} ${actionName(command.subtype)}`, ownTransaction: concurrently })
}

/** AT_AttachPartition is ATTACH PARTITION. */
function actionName(action: AlterTableType | undefined): string {
  if (action === undefined) return 'action'
  const named = actionNames[action]
  if (named !== undefined) return named
  const letters = [...action.slice('AT_'.length)].map((letter, index) =>
    index > 0 && letter === letter.toUpperCase() ? ` ${letter}` : letter,
  )
  return letters.join('').toUpperCase()
}
