// Fingerprint: by what a report's reader recognises a finding that it has seen before.
import type { Finding } from '../findings/finding.ts'

/** Stays the same when lines move: made of migration, rule and statement, and a number where those are the same. */
export function fingerprints(): (finding: Pick<Finding, 'migration' | 'rule' | 'statement'>) => string {
  const seen = new Map<string, number>()
  return ({ migration, rule, statement }) => {
    const hash = hashOf([migration, rule, statement].join('\0'))
    const times = (seen.get(hash) ?? 0) + 1
    seen.set(hash, times)
    return times === 1 ? hash : `${hash}:${times}`
  }
}

/** FNV-1a over UTF-16 units, 64 bits: for recognising, not for security. http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (let index = 0; index < text.length; index += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n)
  }
  return hash.toString(16).padStart(16, '0')
}
