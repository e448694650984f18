// Asks Prisma's own validator, as WebAssembly, whether an edited schema is still one.
import { createRequire } from 'node:module'
import { Bug } from '@migration-planner/core'
import { editText } from './edits.ts'
import type { PrismaSchema } from './prisma-schema.ts'

interface Validator {
  validate(parameters: string): void
}

/** Throws where Prisma finds anything wrong in the edited schema that it did not find in the one before. */
export function checkEdited(edited: PrismaSchema, before: PrismaSchema): void {
  const known = new Set(errorsIn(before))
  const caused = errorsIn(edited).filter((error) => !known.has(error))
  if (caused.length > 0) throw new Bug(`the edited Prisma schema would not be valid (${caused.join('; ')})`)
}

/** Prisma's messages, without their places. */
export function errorsIn(schema: PrismaSchema): readonly string[] {
  const files = withoutUrls(schema).files.map(({ path, text }) => [path, text])
  try {
    loadValidator().validate(JSON.stringify({ prismaSchema: files, noColor: true }))
    return []
  } catch (error) {
    return messagesOf(error)
  }
}

function loadValidator(): Validator {
  const load: (id: string) => unknown = createRequire(import.meta.url)
  const loaded = load('@prisma/prisma-schema-wasm')
  if (!isValidator(loaded)) throw new Bug('@prisma/prisma-schema-wasm has no validate')
  return loaded
}

function isValidator(loaded: unknown): loaded is Validator {
  return typeof loaded === 'object' && loaded !== null && 'validate' in loaded && typeof loaded.validate === 'function'
}

function messagesOf(error: unknown): readonly string[] {
  const text = error instanceof Error ? error.message : String(error)
  const message = parsedMessage(text) ?? text
  const errors = message.split('\n').filter((line) => line.startsWith('error: '))
  return errors.length > 0 ? errors.map((line) => line.slice('error: '.length)) : [message]
}

function parsedMessage(text: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && 'message' in parsed && typeof parsed.message === 'string'
      ? parsed.message
      : undefined
  } catch {
    return undefined
  }
}

const urlSettings: readonly string[] = ['url', 'directUrl', 'shadowDatabaseUrl']

/** The validator is Prisma 7's, which refuses the URLs that Prisma 6 wants. */
function withoutUrls(schema: PrismaSchema): PrismaSchema {
  const datasource = schema.blocks.find(({ kind }) => kind === 'datasource')
  if (!datasource) return schema
  const settings = datasource.members.filter(({ name }) => name !== undefined && urlSettings.includes(name))
  return editText(
    schema,
    datasource.path,
    settings.map(({ start, end }) => ({ start, end, text: '' })),
  )
}
