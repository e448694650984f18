// Names for what a plan makes: readable, and cut so that two long ones stay apart.

/** The parts joined by underscores; a name over `longest` bytes keeps its head and gets a digest of the whole as its tail. */
export function joinName(longest: number, parts: readonly string[]): string {
  const whole = parts.join('_')
  if (byteLength(whole) <= longest) return whole
  const tail = `_${digest(whole)}`
  let head = whole
  while (byteLength(head) + tail.length > longest) head = head.slice(0, -1)
  return head + tail
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length
}

/** FNV-1a over UTF-16 units, eight hex digits: enough to tell names of one plan apart. */
function digest(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}
