// Compares two snapshots: what is there on one side only, and what reads differently.
import type { Difference, Snapshot, SnapshotEntry } from '@migration-planner/core'

/** Differences in the order of the objects' names; an object that is there on one side only is one difference. */
export function compareSnapshots(one: Snapshot, other: Snapshot): readonly Difference[] {
  const oneObjects = objectsIn(one)
  const otherObjects = objectsIn(other)
  const objects = [...new Set([...oneObjects.keys(), ...otherObjects.keys()])].toSorted()
  return objects.flatMap((object) => {
    const left = oneObjects.get(object)
    const right = otherObjects.get(object)
    if (left && right) return propertiesOf(object, left, right)
    return [{ class: 'definition', object, property: 'existence', one: left && describe(left), other: right && describe(right) }]
  })
}

type Properties = ReadonlyMap<string, SnapshotEntry>

function objectsIn({ entries }: Snapshot): ReadonlyMap<string, Properties> {
  const objects = new Map<string, Map<string, SnapshotEntry>>()
  for (const entry of entries.values()) {
    const properties = objects.get(entry.object) ?? new Map<string, SnapshotEntry>()
    objects.set(entry.object, properties.set(entry.property, entry))
  }
  return objects
}

function propertiesOf(object: string, one: Properties, other: Properties): readonly Difference[] {
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((property) => {
    const left = one.get(property)
    const right = other.get(property)
    if (left?.value === right?.value) return []
    return [{ class: (left ?? right)?.class ?? 'definition', object, property, one: left?.value, other: right?.value }]
  })
}

/** What a person wants to know of an object that the other side lacks. */
function describe(properties: Properties): string {
  return (properties.get('definition') ?? properties.get('type') ?? properties.get('values'))?.value ?? 'yes'
}
