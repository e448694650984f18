// Reads the datasource: which database it is, and where.
import path from 'node:path'
import type { Project } from '@migration-planner/core'
import type { Member } from '../schema-file/blocks.ts'
import type { PlacedBlock, PrismaSchema } from '../schema-file/prisma-schema.ts'
import { textOf } from '../schema-file/tokens.ts'

export interface Datasource {
  readonly block: PlacedBlock
  readonly provider: string
  readonly url?: string
}

/** Undefined where the schema has no datasource. */
export async function readDatasource(project: Project, schema: PrismaSchema): Promise<Datasource | undefined> {
  const block = schema.blocks.find(({ kind }) => kind === 'datasource')
  if (!block) return undefined
  const url = await valueOf(project, block, 'directUrl').then(async (direct) => direct ?? (await valueOf(project, block, 'url')))
  const provider = textIn(setting(block, 'provider')) ?? ''
  return { block, provider: provider === 'postgres' ? 'postgresql' : provider, ...(url === undefined ? {} : { url }) }
}

function setting(block: PlacedBlock, name: string): Member | undefined {
  return block.members.find((member) => member.name === name)
}

function textIn(member: Member | undefined): string | undefined {
  const token = member?.code.find(({ kind }) => kind === 'text')
  return token && textOf(token)
}

async function valueOf(project: Project, block: PlacedBlock, name: string): Promise<string | undefined> {
  const member = setting(block, name)
  const text = textIn(member)
  if (!member || text === undefined || text === '') return undefined
  const isVariable = member.code.some(({ kind, text: word }) => kind === 'word' && word === 'env')
  return isVariable ? variable(project, path.posix.dirname(block.path), text) : text
}

// As Prisma 6: the environment first, then .env in the working directory, then the one beside the schema.
async function variable(project: Project, schemaFolder: string, name: string): Promise<string | undefined> {
  const environment = definedIn(project.env ?? process.env)
  const set = environment[name]
  if (set) return set
  for (const file of new Set(['.env', path.posix.join(schemaFolder, '.env')])) {
    const text = await project.read(file)
    if (text === undefined) continue
    const [{ parse }, { expand }] = await Promise.all([import('dotenv'), import('dotenv-expand')])
    // A copy: expanding must not change anybody's environment.
    const values = expand({ parsed: parse(text), processEnv: { ...environment } }).parsed
    if (values?.[name]) return values[name]
  }
  return undefined
}

function definedIn(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
}
