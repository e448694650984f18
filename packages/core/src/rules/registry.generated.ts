// Written by `pnpm gen` from the folders beside it.
import type { Rule } from '../findings/define-rule.ts'
import addColumnBuildsIndex from './add-column-builds-index/rule.ts'
import addColumnLocksOtherTable from './add-column-locks-other-table/rule.ts'
import addColumnNotNull from './add-column-not-null/rule.ts'
import addColumnRewritesTable from './add-column-rewrites-table/rule.ts'
import addColumnScansTable from './add-column-scans-table/rule.ts'
import cascadeDropsUnseenObjects from './cascade-drops-unseen-objects/rule.ts'
import changeColumnTypeRebuildsIndex from './change-column-type-rebuilds-index/rule.ts'
import changeColumnTypeRewritesTable from './change-column-type-rewrites-table/rule.ts'
import changeColumnTypeScansTable from './change-column-type-scans-table/rule.ts'
import checkScanBlocksReads from './check-scan-blocks-reads/rule.ts'
import concurrentlyInTransaction from './concurrently-in-transaction/rule.ts'
import constraintDropLosesGuarantee from './constraint-drop-loses-guarantee/rule.ts'
import dropAndAddLosesData from './drop-and-add-loses-data/rule.ts'
import dropColumn from './drop-column/rule.ts'
import dropDefaultBreaksRunningCode from './drop-default-breaks-running-code/rule.ts'
import dropObjectBreaksRunningCode from './drop-object-breaks-running-code/rule.ts'
import dropTable from './drop-table/rule.ts'
import dynamicSqlInBlock from './dynamic-sql-in-block/rule.ts'
import exclusionBuildBlocksReads from './exclusion-build-blocks-reads/rule.ts'
import foreignKeyScanBlocksWrites from './foreign-key-scan-blocks-writes/rule.ts'
import foreignKeyWithoutIndex from './foreign-key-without-index/rule.ts'
import indexBuildBlocksWrites from './index-build-blocks-writes/rule.ts'
import indexDropBlocksReads from './index-drop-blocks-reads/rule.ts'
import locksHeldDuringBackfill from './locks-held-during-backfill/rule.ts'
import maintenanceRewritesTable from './maintenance-rewrites-table/rule.ts'
import multipleExclusiveLocks from './multiple-exclusive-locks/rule.ts'
import opaqueStatement from './opaque-statement/rule.ts'
import possibleRename from './possible-rename/rule.ts'
import possibleTableRename from './possible-table-rename/rule.ts'
import preferBigintKey from './prefer-bigint-key/rule.ts'
import primaryKeyBlocksReads from './primary-key-blocks-reads/rule.ts'
import reindexBlocksReads from './reindex-blocks-reads/rule.ts'
import renameColumn from './rename-column/rule.ts'
import renameTable from './rename-table/rule.ts'
import selectRunsUnreadFunctions from './select-runs-unread-functions/rule.ts'
import setNotNullBreaksRunningCode from './set-not-null-breaks-running-code/rule.ts'
import setNotNullScansTable from './set-not-null-scans-table/rule.ts'
import suppressionWithoutReason from './suppression-without-reason/rule.ts'
import transactionLeftOpen from './transaction-left-open/rule.ts'
import truncate from './truncate/rule.ts'
import uniqueConstraintBlocksReads from './unique-constraint-blocks-reads/rule.ts'
import unusedSuppression from './unused-suppression/rule.ts'
import validateInSameTransaction from './validate-in-same-transaction/rule.ts'
import wholeTableDelete from './whole-table-delete/rule.ts'
import wholeTableUpdate from './whole-table-update/rule.ts'

export const rules: readonly Rule[] = [
  addColumnBuildsIndex,
  addColumnLocksOtherTable,
  addColumnNotNull,
  addColumnRewritesTable,
  addColumnScansTable,
  cascadeDropsUnseenObjects,
  changeColumnTypeRebuildsIndex,
  changeColumnTypeRewritesTable,
  changeColumnTypeScansTable,
  checkScanBlocksReads,
  concurrentlyInTransaction,
  constraintDropLosesGuarantee,
  dropAndAddLosesData,
  dropColumn,
  dropDefaultBreaksRunningCode,
  dropObjectBreaksRunningCode,
  dropTable,
  dynamicSqlInBlock,
  exclusionBuildBlocksReads,
  foreignKeyScanBlocksWrites,
  foreignKeyWithoutIndex,
  indexBuildBlocksWrites,
  indexDropBlocksReads,
  locksHeldDuringBackfill,
  maintenanceRewritesTable,
  multipleExclusiveLocks,
  opaqueStatement,
  possibleRename,
  possibleTableRename,
  preferBigintKey,
  primaryKeyBlocksReads,
  reindexBlocksReads,
  renameColumn,
  renameTable,
  selectRunsUnreadFunctions,
  setNotNullBreaksRunningCode,
  setNotNullScansTable,
  suppressionWithoutReason,
  transactionLeftOpen,
  truncate,
  uniqueConstraintBlocksReads,
  unusedSuppression,
  validateInSameTransaction,
  wholeTableDelete,
  wholeTableUpdate,
]
