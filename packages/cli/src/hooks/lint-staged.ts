// lint-staged: commands by glob, in package.json or a file of its own. https://github.com/lint-staged/lint-staged#configuration
import {
  dependsOn,
  field,
  firstFile,
  folderOf,
  type HookFramework,
  type HookRepository,
  joined,
  type LeftAlone,
  mentions,
  parsedJson,
} from './framework.ts'
import { addTo, type Addition } from './structured-text.ts'

const data = ['.lintstagedrc', '.lintstagedrc.json', '.lintstagedrc.yaml', '.lintstagedrc.yml']
const code = ['lint-staged.config', '.lintstagedrc'].flatMap((name) =>
  ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((extension) => `${name}.${extension}`),
)

export const lintStaged: HookFramework = {
  name: 'lint-staged',
  title: 'lint-staged',
  detect: (repository) =>
    configOf(repository) ?? (dependsOn(repository, 'lint-staged') ? lintStaged.fileFor(repository) : undefined),
  fileFor: ({ folders }) => joined(folders.at(-1) ?? '', '.lintstagedrc.json'),
  install: (text = '', step, file) => {
    const folder = folderOf(file)
    const command = step.commandFrom(folder)
    const glob = globOf(step.migrationsFrom(folder))
    const inside = file.endsWith('package.json') ? ['lint-staged'] : []
    const refusal: LeftAlone = { because: 'it is code', lines: `${JSON.stringify(glob)}: ${JSON.stringify(command)}` }
    if (code.some((name) => joined(folder, name) === file)) {
      return text.includes(command) ? text : refusal
    }
    const added = addTo(isJson(file, text) ? 'json' : 'yaml', text, (config) => {
      const section = inside.length === 0 ? config : field(config, 'lint-staged')
      return mentions(section, command) ? undefined : additionTo(section, inside, glob, command)
    })
    return added ?? { ...refusal, because: 'it cannot be read, or has a form that is not known here' }
  },
  executable: false,
}

/** The nearest config counts, as it does for lint-staged itself. */
function configOf(repository: HookRepository): string | undefined {
  for (const folder of repository.folders) {
    const manifest = joined(folder, 'package.json')
    if (field(parsedJson(repository.read(manifest) ?? ''), 'lint-staged') !== undefined) return manifest
    const file = firstFile(repository, [...data, ...code], [folder])
    if (file !== undefined) return file
  }
  return undefined
}

/** A glob that already has its commands gets one more. */
function additionTo(section: unknown, path: readonly string[], glob: string, command: string): Addition {
  const present = field(section, glob)
  if (present === undefined) return { path, key: glob, value: command }
  if (Array.isArray(present)) return { path: [...path, glob], item: command }
  return { path, key: glob, value: [present, command] }
}

/** A glob with a slash is matched from the config's folder. */
function globOf(folders: readonly string[]): string {
  if (folders.length === 0) return '**/migrations/**'
  return folders.length === 1 ? `${folders[0]}/**` : `{${folders.join(',')}}/**`
}

/** Without an extension it may be either. */
function isJson(file: string, text: string): boolean {
  if (file.endsWith('.json')) return true
  return file.endsWith('rc') && (text.trim() === '' || parsedJson(text) !== undefined)
}
