// Names for what has to be made up: valid for Prisma, and nobody else's.

/** The name, made of Prisma's letters only; with `Held` and a number behind it where it is taken. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const name = validName(wanted)
  if (!taken.has(name)) return name
  for (let count = 1; ; count++) {
    const candidate = `${name}Held${count === 1 ? '' : count}`
    if (!taken.has(candidate)) return candidate
  }
}

/** Prisma's names are letters, digits and underscores, with a letter first. */
function validName(wanted: string): string {
  const letters = wanted.replaceAll(/[^A-Za-z0-9_]/g, '_').replace(/^[^A-Za-z]+/, '')
  return letters === '' ? 'held' : letters
}

/** `order_items` as a model's name: `OrderItems`. */
export function modelName(table: string): string {
  return table
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}
