// The conversation with the Prisma CLI: JSON-RPC, one line a message, answered in the order asked.
import readline from 'node:readline'
import { createEngine } from './engine.mjs'
import { record } from './log.mjs'

/** Answers requests from stdin until it closes. */
export function serve(given) {
  const engine = createEngine(given, (content) => send({ id: `print-${content.length}`, method: 'print', params: { content } }))
  let last = Promise.resolve()
  readline
    .createInterface({ input: process.stdin, crlfDelay: Infinity })
    .on('line', (line) => {
      const request = line.trim() === '' ? {} : JSON.parse(line)
      if (request.method !== undefined) last = last.then(() => answer(engine, request))
    })
    .on('close', () => void last.then(() => engine.close()).then(() => process.exit(0)))
}

async function answer(engine, { id, method, params }) {
  record('REQUEST', { method, params })
  try {
    const result = (await engine.call(method, params)) ?? null
    record('RESULT', { method, result })
    send({ id, result })
  } catch (error) {
    record('ERROR', { method, message: error?.message ?? String(error), code: error?.code, stack: error?.stack })
    send({ id, error: { code: 4466, message: 'An error happened. Check the data field for details.', data: errorData(error) } })
  }
}

function errorData(error) {
  const data = { is_panic: false, message: error?.message ?? String(error), meta: error?.meta ?? null }
  return error?.code === undefined ? data : { ...data, error_code: error.code }
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
}
