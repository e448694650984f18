// pre-commit: one config file, a list of repositories and their hooks. https://pre-commit.com
import { field, firstFile, type HookFramework, mentions } from './framework.ts'
import { addTo } from './structured-text.ts'

export const preCommit: HookFramework = {
  name: 'pre-commit',
  title: 'pre-commit',
  detect: (repository) => firstFile(repository, ['.pre-commit-config.yaml'], ['']),
  fileFor: () => '.pre-commit-config.yaml',
  install: (text = '', step) => {
    const entry = step.commandFrom('')
    const hook = {
      id: step.name,
      name: 'staged migrations are safe',
      entry,
      language: 'system',
      files: filesOf(step.migrationsFrom('')),
      pass_filenames: false,
    }
    const item = { repo: 'local', hooks: [hook] }
    return (
      addTo('yaml', text, (config) => (mentions(field(config, 'repos'), entry) ? undefined : { path: ['repos'], item })) ?? {
        because: 'it cannot be read, or has a form that is not known here',
        lines: `- repo: local\n  hooks:\n    - id: ${step.name}\n      name: ${hook.name}\n      entry: ${entry}\n      language: system\n      pass_filenames: false`,
      }
    )
  },
  executable: false,
  activate: 'pre-commit install',
}

/** A regular expression of Python's. */
function filesOf(folders: readonly string[]): string {
  if (folders.length === 0) return '(^|/)migrations/'
  const escaped = folders.map((folder) => folder.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  return `^${escaped.length === 1 ? escaped[0] : `(${escaped.join('|')})`}/`
}
