// Written by `pnpm gen` from the folders beside it.
import type { Recipe } from '../plan/define-recipe.ts'
import addCheck from './add-check/recipe.ts'
import addColumn from './add-column/recipe.ts'
import addExclusion from './add-exclusion/recipe.ts'
import addForeignKey from './add-foreign-key/recipe.ts'
import addIndex from './add-index/recipe.ts'
import addPrimaryKey from './add-primary-key/recipe.ts'
import addUnique from './add-unique/recipe.ts'
import changeColumnType from './change-column-type/recipe.ts'
import deleteRows from './delete-rows/recipe.ts'
import dropColumn from './drop-column/recipe.ts'
import dropConstraint from './drop-constraint/recipe.ts'
import dropIndex from './drop-index/recipe.ts'
import dropTable from './drop-table/recipe.ts'
import renameColumn from './rename-column/recipe.ts'
import renameTable from './rename-table/recipe.ts'
import setNotNull from './set-not-null/recipe.ts'
import updateRows from './update-rows/recipe.ts'

export const recipes: readonly Recipe[] = [
  addCheck,
  addColumn,
  addExclusion,
  addForeignKey,
  addIndex,
  addPrimaryKey,
  addUnique,
  changeColumnType,
  deleteRows,
  dropColumn,
  dropConstraint,
  dropIndex,
  dropTable,
  renameColumn,
  renameTable,
  setNotNull,
  updateRows,
]
