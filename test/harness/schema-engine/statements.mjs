// Decides what the engine sends as one query: the whole script, or each statement of it.

/**
 * As the native engine: up to Prisma 7.3 the script is one simple query, so that several statements are one
 * implicit transaction. From 7.4 each statement goes alone (prisma-engines#5767, #5799) unless the script
 * cannot be parsed, and then it is one query again. Which of the two a native engine does depends on its
 * version and on its parser, so files are tested under both.
 * @param {string} script
 * @returns {Promise<string[]>}
 */
export async function queriesOf(script) {
  if (!process.env.SCHEMA_ENGINE_SPLIT) return [script]
  try {
    return await statementsOf(script)
  } catch {
    return [script]
  }
}

async function statementsOf(script) {
  const { parse } = await import('libpg-query') // a WebAssembly parser, loaded only when it is asked
  const bytes = Buffer.from(script, 'utf8')
  const { stmts = [] } = await parse(script)
  return stmts.map(({ stmt_location: start = 0, stmt_len: length }) =>
    bytes.subarray(start, length ? start + length : undefined).toString('utf8'),
  )
}
