// husky: one script for each hook, in .husky. https://typicode.github.io/husky
import { dependsOn, type HookFramework, type HookRepository } from './framework.ts'
import { insertIntoShellHook } from './shell-hook.ts'

export const husky: HookFramework = {
  name: 'husky',
  title: 'husky',
  detect: (repository) => {
    const used = repository.list('.husky').length > 0 || isHuskyFolder(repository.hooksFolder) || dependsOn(repository, 'husky')
    return used ? fileFor(repository) : undefined
  },
  fileFor,
  install: (text, step) => insertIntoShellHook(text, step.commandFrom('')),
  executable: true,
  activate: 'husky',
}

/** Git is told of the folder, or, by husky 9, of the one below it that husky writes itself. */
function fileFor({ hooksFolder }: HookRepository): string {
  return isHuskyFolder(hooksFolder) ? `${hooksFolder.replace(/\/_\/?$/, '')}/pre-commit` : '.husky/pre-commit'
}

function isHuskyFolder(folder: string): boolean {
  return folder.split('/').slice(-2).includes('.husky')
}
