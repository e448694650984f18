// Every framework, in the order in which they are looked for: what runs hooks itself, then what is run by them, then git alone.
import type { HookFramework } from './framework.ts'
import { gitHook } from './git-hook.ts'
import { husky } from './husky.ts'
import { lefthook } from './lefthook.ts'
import { lintStaged } from './lint-staged.ts'
import { preCommit } from './pre-commit.ts'

export const hookFrameworks: readonly HookFramework[] = [husky, lefthook, preCommit, lintStaged, gitHook]
