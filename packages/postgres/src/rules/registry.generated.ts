// Written by `pnpm gen` from the folders beside it.
import type { Rule } from '@migration-planner/core'
import enumValueRenamed from './enum-value-renamed/rule.ts'
import enumValueUsedInSameTransaction from './enum-value-used-in-same-transaction/rule.ts'
import identifierTooLong from './identifier-too-long/rule.ts'
import ifNotExistsHidesInvalidIndex from './if-not-exists-hides-invalid-index/rule.ts'
import missingLockTimeout from './missing-lock-timeout/rule.ts'
import notValidCheckBreaksUpdates from './not-valid-check-breaks-updates/rule.ts'
import partitionedTableRefusesConcurrently from './partitioned-table-refuses-concurrently/rule.ts'
import serialIsNoType from './serial-is-no-type/rule.ts'
import setLocalOutsideTransaction from './set-local-outside-transaction/rule.ts'
import setWithoutLocal from './set-without-local/rule.ts'
import typeSwapRewritesTable from './type-swap-rewrites-table/rule.ts'
import viewRefusesChange from './view-refuses-change/rule.ts'

export const rules: readonly Rule[] = [
  enumValueRenamed,
  enumValueUsedInSameTransaction,
  identifierTooLong,
  ifNotExistsHidesInvalidIndex,
  missingLockTimeout,
  notValidCheckBreaksUpdates,
  partitionedTableRefusesConcurrently,
  serialIsNoType,
  setLocalOutsideTransaction,
  setWithoutLocal,
  typeSwapRewritesTable,
  viewRefusesChange,
]
