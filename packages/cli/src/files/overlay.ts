// Overlay: a project as it will be when some changes are written, so that the next plan builds on what the plan before it leaves.
import type { FileChange, Project } from '@migration-planner/core'

export function overlay(project: Project, changes: readonly FileChange[]): Project {
  const after = new Map(changes.map((change) => [change.path, change.after]))
  return {
    ...project,
    read: async (path) => (after.has(path) ? after.get(path) : project.read(path)),
    list: async (folder) => listed(await project.list(folder), folder, after),
  }
}

/** Several changes of one file as one: what must be there now, and what will be in the end. */
export function mergeChanges(changes: readonly FileChange[]): readonly FileChange[] {
  const merged = new Map<string, FileChange>()
  for (const change of changes) {
    const earlier = merged.get(change.path)
    merged.set(change.path, earlier ? { ...change, before: earlier.before } : change)
  }
  return [...merged.values()]
}

function listed(present: readonly string[], folder: string, after: ReadonlyMap<string, string | undefined>): readonly string[] {
  const prefix = folder === '' || folder === '.' ? '' : `${folder.replace(/\/$/, '')}/`
  const names = new Set(present)
  for (const [path, content] of after) {
    if (!path.startsWith(prefix)) continue
    const [name = '', ...deeper] = path.slice(prefix.length).split('/')
    const entry = deeper.length > 0 ? `${name}/` : name
    if (content !== undefined) names.add(entry)
    else if (deeper.length === 0) names.delete(entry)
  }
  return [...names]
}
