// A plain git hook, where no framework runs the hooks.
import type { HookFramework } from './framework.ts'
import { insertIntoShellHook } from './shell-hook.ts'

export const gitHook: HookFramework = {
  name: 'git',
  title: 'a git hook',
  detect: ({ hooksFolder }) => `${hooksFolder}/pre-commit`,
  fileFor: ({ hooksFolder }) => `${hooksFolder}/pre-commit`,
  install: (text, step) => insertIntoShellHook(text, step.commandFrom('')),
  executable: true,
}
