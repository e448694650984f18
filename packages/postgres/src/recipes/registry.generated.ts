// Written by `pnpm gen` from the folders beside it.
import type { Recipe } from '@migration-planner/core'

export const recipes: readonly Recipe[] = []
