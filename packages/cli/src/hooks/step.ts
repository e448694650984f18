// The step's command and its globs, from wherever the framework's config lies.
import { posix } from 'node:path'
import { type HookStep, joined } from './framework.ts'

export interface StepPlace {
  readonly binary: string
  /** The project's folder in the repository; '' for the root. */
  readonly project: string
  /** The folder whose node_modules has the program; undefined where it is installed for the whole machine. */
  readonly installedIn: string | undefined
  /** The migrations' folders, relative to the project. */
  readonly migrations: readonly string[]
}

/** By its path, because npx would take longer to start than the check itself, and git's PATH does not have the project's programs. */
export function hookStep({ binary, project, installedIn, migrations }: StepPlace): HookStep {
  return {
    name: ['migration-lint', ...project.split(/[^\w.]+/).filter((part) => part !== '')].join('-'),
    commandFrom: (folder) => {
      const program =
        installedIn === undefined ? binary : posix.relative(folder, joined(installedIn, `node_modules/.bin/${binary}`))
      const cwd = posix.relative(folder, project)
      return [quoted(program), 'lint', '--staged', ...(cwd === '' ? [] : ['--cwd', quoted(cwd)])].join(' ')
    },
    migrationsFrom: (folder) => migrations.map((path) => posix.relative(folder, joined(project, path))),
  }
}

function quoted(word: string): string {
  return /^[\w./@-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}
