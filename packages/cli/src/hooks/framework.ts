// HookFramework: what runs a project's checks before each commit, and how our step gets into its file.

/** The step: check what is staged. It changes no file, because these frameworks commit an edited file and leave a new one behind. */
export interface HookStep {
  /** Unlike any other project's step in the same repository: `migration-lint`. */
  readonly name: string
  /** The shell command, as it is typed in a folder of the repository. */
  commandFrom(folder: string): string
  /** The folders of the migrations, as seen from a folder of the repository; empty where no tool was found. */
  migrationsFrom(folder: string): readonly string[]
}

/** A repository as far as hooks need it; paths are relative to its root, with forward slashes. */
export interface HookRepository {
  /** Folders that may hold a config: the project's own, then those above it, the root ('') last. */
  readonly folders: readonly string[]
  /** Where git looks for hooks, relative to the root or absolute. */
  readonly hooksFolder: string
  /** Undefined where there is no such file. */
  read(path: string): string | undefined
  /** Names in a folder; empty where there is none. */
  list(folder: string): readonly string[]
}

/** Why a file is left as it is, and what a person has to write into it. */
export interface LeftAlone {
  readonly because: string
  readonly lines: string
}

export interface HookFramework {
  /** As `--hook` calls it. */
  readonly name: string
  readonly title: string
  /** The file for the step; undefined where the repository does not use the framework. */
  detect(repository: HookRepository): string | undefined
  /** The file where the framework was asked for but is not used yet. */
  fileFor(repository: HookRepository): string
  /** The file's text with the step in it: the same text where it is there already. */
  install(text: string | undefined, step: HookStep, file: string): string | LeftAlone
  /** Git runs the file itself. */
  readonly executable: boolean
  /** What must have been run once in every clone. */
  readonly activate?: string
}

/** The folder of a file; '' for the root. */
export function folderOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : ''
}

export function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

/** The first of some files that there is, from the project's folder upward. */
export function firstFile(
  repository: HookRepository,
  names: readonly string[],
  folders = repository.folders,
): string | undefined {
  return folders
    .flatMap((folder) => names.map((name) => joined(folder, name)))
    .find((path) => repository.read(path) !== undefined)
}

/** A package.json that depends on a package, from the project's folder upward. */
export function dependsOn(repository: HookRepository, name: string): boolean {
  return repository.folders.some((folder) => {
    const manifest = parsedJson(repository.read(joined(folder, 'package.json')) ?? '')
    return ['devDependencies', 'dependencies'].some((kind) => has(field(manifest, kind), name))
  })
}

/** Undefined where the text is no JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A field of what was parsed; undefined where there is none. */
export function field(value: unknown, name: string): unknown {
  return has(value, name) ? new Map<string, unknown>(Object.entries(value)).get(name) : undefined
}

function has(value: unknown, name: string): value is object {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
}

/** Whether any text in a parsed config is this command, or begins with it. */
export function mentions(value: unknown, command: string): boolean {
  if (typeof value === 'string') return value.split('\n').some((line) => isCommand(line, command))
  return typeof value === 'object' && value !== null && Object.values(value).some((part) => mentions(part, command))
}

/** Whether a line of a script runs the command, whatever is done with its outcome. */
export function isCommand(line: string, command: string): boolean {
  const trimmed = line.trim()
  return trimmed === command || trimmed.startsWith(`${command} ||`) || trimmed.startsWith(`${command} &&`)
}
