// lefthook: one config file in YAML, TOML or JSON. https://lefthook.dev/configuration
import { parse as parseToml, stringify as stringifyToml } from 'smol-toml'
import { dependsOn, field, firstFile, type HookFramework, type HookStep, type LeftAlone, mentions } from './framework.ts'
import { addTo, type Addition } from './structured-text.ts'

const names = ['lefthook', '.lefthook', '.config/lefthook'].flatMap((name) =>
  ['yml', 'yaml', 'toml', 'json', 'jsonc'].map((extension) => `${name}.${extension}`),
)

export const lefthook: HookFramework = {
  name: 'lefthook',
  title: 'lefthook',
  detect: (repository) => firstFile(repository, names, ['']) ?? (dependsOn(repository, 'lefthook') ? 'lefthook.yml' : undefined),
  fileFor: () => 'lefthook.yml',
  install: (text = '', step, file) => (file.endsWith('.toml') ? intoToml(text, step) : intoYamlOrJson(text, step, file)),
  executable: false,
  activate: 'lefthook install',
}

function intoYamlOrJson(text: string, step: HookStep, file: string): string | LeftAlone {
  const run = step.commandFrom('')
  const format = file.endsWith('.yml') || file.endsWith('.yaml') ? 'yaml' : 'json'
  return (
    addTo(format, text, (config) =>
      mentions(field(config, 'pre-commit'), run) ? undefined : additionTo(config, step.name, run),
    ) ?? {
      because: 'it cannot be read, or has a form that is not known here',
      lines: `pre-commit:\n  commands:\n    ${step.name}:\n      run: ${run}`,
    }
  )
}

/** A config lists its jobs, or names its commands: lefthook runs both, but a file is easier to read with one. */
function additionTo(config: unknown, name: string, run: string): Addition {
  if (Array.isArray(field(field(config, 'pre-commit'), 'jobs'))) return { path: ['pre-commit', 'jobs'], item: { name, run } }
  return { path: ['pre-commit', 'commands'], key: name, value: { run } }
}

/** A table at the end of the file belongs to nothing before it. */
function intoToml(text: string, step: HookStep): string | LeftAlone {
  const run = step.commandFrom('')
  const table = stringifyToml({ 'pre-commit': { commands: { [step.name]: { run } } } })
  const before = parsedToml(text)
  if (mentions(field(before, 'pre-commit'), run)) return text
  const after = `${text.trimEnd()}${text.trim() === '' ? '' : '\n\n'}${table.trimEnd()}\n`
  const added = mentions(field(parsedToml(after), 'pre-commit'), run)
  return before !== undefined && added
    ? after
    : { because: 'it cannot be read, or has no place for a table', lines: table.trimEnd() }
}

function parsedToml(text: string): unknown {
  try {
    return parseToml(text)
  } catch {
    return undefined
  }
}
