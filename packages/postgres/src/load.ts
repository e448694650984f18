// Loads the grammar, the one thing that is not there at once.
import { loadGrammar } from './read/parser.ts'

/** Must have ended before anything is read. */
export async function loadParser(): Promise<void> {
  await loadGrammar()
}
